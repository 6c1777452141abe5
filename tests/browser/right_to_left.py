"""A little story told from right to left by two of its three reports."""

REPORTS = {
    "1-hebrew.txt": """הגשר הישן נסגר לתנועה

״הגשר הישן אינו בטוח״, אמרה המהנדסת נועה ברק ביום שני. לדבריה, שני כבלים נקרעו בחורף, והעירייה קיבלה על כך אזהרה כבר באפריל. דובר העירייה הכחיש את הדברים ואמר כי הגשר נבדק בכל חודש ולא נמצא בו כל ליקוי.
""",
    "2-arabic.txt": """إغلاق الجسر القديم أمام حركة المرور

قالت المهندسة ليلى حداد يوم الاثنين: «الجسر القديم لم يعد آمنا». وأضافت أن كابلين انقطعا في الشتاء، وأن البلدية تلقت تحذيرا في أبريل. ونفى المتحدث باسم البلدية ذلك وقال إن الجسر يفحص كل شهر ولم يعثر فيه على أي خلل.
""",
    "3-english.txt": """Old bridge closed to traffic

"The old bridge is not safe," said the engineer Noa Barak on Monday. She said two cables had snapped in the winter. A spokesman for the city denied that the bridge was unsafe.
""",
}
