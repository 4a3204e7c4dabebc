"""Common first names, for the gender that a pronoun agrees with. Names of both genders are left out."""

from app.resolve.word_set import word_set

MALE = word_set(
    """aaron abdul abraham adam ahmed alan albert alejandro alexander alexei ali allen alvin amir andrei
    andrew andrzej angelo anthony antonin antonio arnold arthur asif barack barry ben benjamin bernard
    bernie bill billy bob bobby boris brad brandon brendan brent brett brian bruce bryan carl carlos
    cesar charles charlie chris christopher chuck clarence cory craig curtis dan daniel darren dave
    david dean denis dennis derek dick dmitri dmitry don donald doug douglas dwight ed eddie edgar
    eduardo edward edwin elijah emmanuel enrique eric erik ernest eugene evan felix fernando francisco
    frank franklin fred frederick gabriel gary gavin gene geoff george gerald gerard giovanni glenn
    gordon graham greg gregory guillermo gustavo hamid harold harry harvey hassan hector henry herbert
    herman hiroshi howard hugh hugo ian ibrahim igor isaac ivan jack jacob jake jamal james jared jason
    javier jay jeb jeff jeffrey jeremy jerome jerry jim jimmy joe joel john johnny jon jonathan jorge
    jose josé joseph josh joshua juan julian julio justin karl keith ken kenneth kenji kevin kirk kurt
    kyle lance larry lars lawrence leo leon leonard lester lloyd louis lucas luis luke manuel marc marco
    mario mark martin marvin matt matteo matthew maurice max mehmet michael miguel mike mitch mitt
    mohamed mohammad mohammed muhammad narendra nathan ned neil nicholas nick nicolas nigel nikolai
    norman oleg oliver olaf omar oscar osama otto owen pablo patrick paul pedro pete peter phil philip
    phillip pierre rafael ralph ramon randy raul ray raymond recep reginald ricardo richard rick rob
    robert roberto rodrigo roger roland ron ronald ross roy rudy russell ryan salman sam samuel scott
    sean sebastian sergei sergey seth shinzo simon stanley stefan stephen steve steven stuart ted
    terence terrence terry thabo theodore thomas tim timothy toby todd tom tommy tony travis trevor
    tyler vernon victor viktor vincent vladimir vladamir volodymyr wallace walter warren wayne wesley
    william willie yuri yusuf zachary zbigniew"""
)
FEMALE = word_set(
    """abigail adriana agnes aisha alexandra alice alicia alison allison amanda amelia amy ana andrea
    angela angelique angelina anita ann anna anne annie aparna april aretha audrey barbara beatrice
    becky betsy betty beverly bonnie brenda brittany camila carla carly carmen carol carole caroline
    carolyn catherine cathy cecilia charlotte cheryl christina christine cindy claire clara claudia
    condoleezza courtney crystal cynthia daisy dana danielle dawn deborah debbie debra denise diana
    diane dianne dolores donna doris dorothy edith eileen elaine eleanor elena elizabeth ella ellen
    ellie emily emma erica erin esther eva evelyn fatima felicia fiona florence frances gabriela gail
    geraldine gina ginger gladys gloria grace greta gwen hannah harriet heather heidi helen hillary
    holly huma ida ilana inez ingrid irene irina iris isabel isabella ivanka jacqueline jan jane janet
    janice jean jeanne jenna jennifer jessica jill jo joan joanna joanne josephine joy joyce juanita
    judith judy julia juliana julie june karen kate katherine kathleen kathryn kathy katie kay kellyanne
    kimberly kristen kristin laura lauren leila leslie lidia lily linda lisa lois loretta lori louise
    lucia lucy lydia lynn mabel madeleine maggie mallory marcia margaret maria marianne marie marilyn
    marina marjorie martha mary maureen megan melania melissa meredith michelle mildred miriam molly
    monica nadia nancy naomi natalia natalie neera nicole nina nora norma olga olivia oprah pamela
    patricia patty paula pauline peggy penny phyllis rachel raquel rebecca regina renee rhonda rita
    roberta rosa rosemary roxanne ruth sally samantha sandra sara sarah shannon sharon sheila shelby
    sheryl shirley sofia sonia sophia sophie stacey stacy stella stephanie sue susan suzanne svetlana
    sylvia tamara tammy tanya tatiana teresa theresa tiffany tina toni tracy ursula valerie vanessa vera
    veronica vicki vicky victoria viola virginia vivian wanda wendy whitney yolanda yvonne zoe"""
)


def gender_of(first_name: str) -> str:
    """`m`, `f`, or empty where the name does not tell."""
    name = first_name.lower()
    return "m" if name in MALE else "f" if name in FEMALE else ""
