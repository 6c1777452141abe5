"""First names as English-language news writes them, by the pronoun that usually goes with them.

General knowledge, written by hand; names that go either way (Robin, Jordan, Kim, Taylor) are in neither list, nor are names
that are places as often (Austin, Chelsea, Sydney). A name not listed tells nothing.
"""

from __future__ import annotations

from functools import lru_cache

WOMEN = frozenset(
    """
    abigail ada adela adele adriana agata agatha agnes agnieszka aisha alana alba alexandra alexia alice alicia alina alison
    allison alma alyssa amal amanda amber amelia amina amy ana anabel anastasia andrea angela angelina anita anja ann anna
    annabel anne annette annie annika anouk antonia arianna ariel astrid audrey ava ayesha barbara beata beatrice beatriz
    becky belinda bella benazir bernadette bernice beth bethany betsey betsy betty beverly bianca birgit bonnie brenda brianna
    bridget britney brittany camila camilla candace candice cara carla carly carmen carol carole caroline carolyn
    carrie cassandra catalina caterina catherine cathy cecilia celeste celia celine charlotte cherie cheryl chloe christa
    christiane christina christine cindy claire clara clarissa claudia colette colleen condoleezza connie constance consuelo
    cora corinne cristina cynthia dagmar daisy daniela danielle daphne daria dawn deborah debbie debra deirdre delia denise
    diana diane dianne dilys dina dolores donna dora doreen doris dorothy edith edna eileen elaine eleanor elena elif elisa
    elisabeth elise eliza elizabeth ella ellen elsa elsie emilia emily emma erica erika erin esther ethel eugenia eva evelyn
    fatima fatma faye felicia fiona flora florence frances francesca frida gabriela gabrielle gail gemma genevieve
    georgina geraldine gertrude gina giovanna giulia gladys glenda gloria golda grace greta gretchen gwen hannah
    hanna harriet hazel heather heidi helen helena helene helga henrietta hilary hillary hilda ida ilse imogen ines inga
    ingrid irene irina iris irma isabel isabella isabelle ivana ivanka ivy jacqueline jane janet janice jasmine jeanette jeanne
    jenna jennifer jenny jessica jill joan joana joanna joanne jocelyn johanna josephine joy joyce juanita judith judy julia
    juliana julianne julie juliet justine kaitlyn kamala karen karin karina karla kate katarina katerina katharina
    katharine katherine kathleen kathryn kathy katie katja katrin katrina katya kayla keisha kelli kellyanne kerstin khadija
    kirsten kirstin kirsty kristen kristin kristina kristine krystal lara larissa laura lauren laurie layla lea leah leila lena
    leonie leslie leticia lidia liesel lila lilian lillian lily lina linda lindsay lisa liudmila liz liza lois lola loretta lori
    lorna lorraine louisa louise lucia lucie lucille lucinda lucy ludmila luisa lydia lynda lynette lynn lynne mabel madeleine
    madeline mae maggie magdalena maja malala mandy manuela marcela marcia margaret margarita margit margot maria
    mariam marian mariana marianne marie mariella marilyn marina marisa marissa marit marjorie marlene marsha marta martha
    martina mary maryam mathilda matilda maud maureen mavis maxine megan meghan megyn melanie melinda melissa mercedes meredith
    michelle mila mildred mimi mina miranda miriam moira molly mona monica monika muriel myra nadia nadine nancy naomi natalia
    natalie natasha nell nellie nicola nicole nikki nina noelle noor nora norma octavia olga olive olivia oona ophelia oprah
    pamela patricia patsy patti patty paula paulina pauline pearl peggy penelope penny petra philippa phoebe phyllis pilar
    polly priscilla rachel ramona raquel rebecca regina renata renate renee rhoda rhonda rita roberta rosa rosalie rosalind
    rosamund rosario rose rosemary rosie roxanne ruby ruth sabine sabrina sadie sally samantha sandra sanna sara sarah saskia
    scarlett selena selma serena shannon sharon sheila shelly sheryl shirley sigrid silvia simona simone siobhan sofia sonia
    sonja sophia sophie stacey stacy stella stephanie sue susan susana susanna susanne susie suzanne svetlana sybil sylvia
    tamara tammy tania tanya tara tatiana teresa tess tessa thelma theresa therese tiffany tina tracy trudy ulrike ursula
    valentina valeria valerie vanessa vera verena veronica vicky victoria viola violet viviane wanda wendy
    wilhelmina wilma winifred winnie xenia yasmin yolanda yulia yvette yvonne zahra zara zelda zoe
    """.split()
)
MEN = frozenset(
    """
    aaron abdul abdullah abe abraham adam adolf adrian ahmad ahmed aidan akira al alan albert alberto aldo aldous alec alejandro
    aleksandr alessandro alexander alexei alexis alfonso alfred alfredo ali alistair allan allen alvin amadou amir amit
    anatoly anders andre andreas andrei andres andrew andrzej andy angel angelo anselm anthony anton antonio antony archie
    armando arnold arthur arturo ashraf axel baptiste barack barney barry bartholomew basil ben benedict benjamin benny bernard
    bernd bernie bert bill billy bjorn bob bobby boris brad bradley bram brandon brendan brent brett brian bruce bruno bryan
    byron caleb calvin carl carlo carlos cedric cesar charles charlie chris christian christoph christophe
    christopher chuck clarence clark claude claus clayton clement cliff clifford clint clive clyde colin connor conor conrad
    corey corin craig curt curtis cyril cyrus dale damian damien dan daniel danny dariusz darrell darren dave david dean
    demetrius denis dennis derek desmond devin dick didier diego dieter dimitri dirk dmitri dmitry dominic don donald donnie
    doug douglas duncan dustin dwayne dwight earl ed eddie edgar eduardo edward edwin egon elias elijah elliott elmer emanuel
    emil emmanuel enrique enzo eric erich erik ernest ernesto ernst erwin ethan etienne eugene evan ezra fabian federico felipe
    felix ferdinand fernando fidel filip finn florian floyd francesco francis francisco franco frank franklin franz fred
    freddie frederick friedrich fritz gabriel gareth garry gary gavin gene geoff geoffrey george gerald gerard gerhard gian
    gianni gil gilbert giorgio giovanni giuseppe glenn gordon graeme graham grant greg gregor gregory guido guillaume
    guillermo gunther gus gustav guy hamid hans harald harold harry harvey hassan hector heinrich heinz helmut hendrik henri
    henrik henry herbert herman hermann horace horst howard hugh hugo hunter hussein ian ibrahim ignacio igor ilya imran isaac
    ismail ivan ivar jack jacob jacques jake jakob jakub jamal james jamie janos jared jason javier jay jed jeff
    jeffrey jens jeremiah jeremy jerome jerry jesse jesus jim jimmy joachim joakim joao jochen joe joel johan johann john
    johnny jon jonah jonas jonathan jorge jose josef joseph josh joshua josip juan julian julio jurgen justin kareem karl
    kaspar keir keith ken kenneth kenny kevin khalid khizr kirk klaus konrad konstantin kurt kyle larry lars laurent
    lawrence len leo leon leonard leonardo leonid leopold leroy les lewis liam lionel lloyd lorenzo lou louis luc luca
    lucas ludwig luigi luis lukas luke luther magnus malcolm manfred manuel marc marcel marcelo marco marcos marcus marek mario
    marius mark marko markus marshall martin marty marvin massimo mateo mathias matt matteo matthew matthias maurice mauricio
    max maximilian mehmet mel melvin michael michel mick miguel mihail mikael mike mikhail milan miles milos milton
    mitch mitt mohamed mohammad mohammed mohamad moritz moses mustafa nasser nathan nathaniel neil nelson nero neville niall
    nicholas nick nicolas nicolo niels nigel nikita nikolai nils noah norbert norman olaf oleg oliver omar oscar oskar
    osama oswald otto owen pablo paolo pascal patrick paul pavel pedro percy perry pete peter petr phil philip philippe
    phillip pierre piers pietro piotr quentin rafael raj rajesh ralph ramon rand randy raoul rashid raul ray raymond
    reggie reginald reince reinhold reuben rex ricardo richard rick ricky rob robert roberto rodney rodrigo roger roland
    rolf rollo roman ron ronald ronnie rory ross roy rudolf rudy rufus rupert russell ryan salvatore sam samir
    samuel saul scott sean sebastian sergei sergey sergio seth shane shaun shinzo sidney siegfried sigmund silvio
    simon solomon spencer stan stanislav stanley stefan stephan stephen steve steven stewart stig stuart sven sylvester tariq
    ted terence terrence terry thaddeus theo theodore thomas thorsten tiago tim timothy tobias toby todd tom tomas tommy tony
    trevor tristan troy uwe vaclav vernon viktor victor vince vincent viktor vitali vladimir volker wade wallace walter warren
    wayne werner wesley wilbur wilf wilfred wilhelm will willem william willie winston wolfgang xavier yannis yasser yitzhak
    yuri yusuf yves zabihullah zach zachary zbigniew
    """.split()
)


def pronoun_of(first_name: str) -> str:
    """ "she" or "he" where the name tells, else "".

    >>> pronoun_of("Hannah"), pronoun_of("Boris"), pronoun_of("Robin")
    ('she', 'he', '')
    """
    name = first_name.lower().strip(".")
    return "she" if name in WOMEN else "he" if name in MEN else ""


@lru_cache(maxsize=50_000)
def is_first_name(word: str) -> bool:
    return bool(pronoun_of(word))
