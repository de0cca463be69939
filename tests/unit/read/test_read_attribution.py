"""Who says what in sentences of war news: sources, cues, contents, stances. All texts are invented."""

from __future__ import annotations

import pytest

from counterclaim.read.attribution import find_attributions
from counterclaim.read.document import Doc
from counterclaim.records.reading import Attribution
from counterclaim.records.report import Report


def attributions(text: str) -> tuple[Doc, list[Attribution]]:
    doc = Doc(Report(text=text))
    return doc, find_attributions(doc)


def shown(text: str) -> list[str]:
    """Each attribution as "source | cue | content // content | stance"."""
    doc, found = attributions(text)
    return [
        " | ".join(
            [
                doc.quote(one.source) if one.source else "-",
                doc.quote(one.cue),
                " // ".join(doc.quote(span) for span in one.content),
                one.stance,
            ]
        )
        for one in found
    ]


PLAIN = [
    # source, cue, content in a row
    ("The army said two posts had been hit.", ["The army | said | two posts had been hit | asserts"]),
    ("The army said that two posts had been hit.", ["The army | said | that two posts had been hit | asserts"]),
    ("Rebels claimed they had downed a jet.", ["Rebels | claimed | they had downed a jet | announces"]),
    (
        "Officials said at least four people were killed.",
        ["Officials | said | at least four people were killed | asserts"],
    ),
    ("The military said the bridge had been mined.", ["The military | said | the bridge had been mined | asserts"]),
    ("Several said they had heard four blasts.", ["Several | said | they had heard four blasts | asserts"]),
    (
        "Witnesses reported heavy gunfire near the port.",
        ["Witnesses | reported | heavy gunfire near the port | asserts"],
    ),
    (
        "Residents told the newspaper that soldiers had opened fire.",
        ["Residents | told | that soldiers had opened fire | asserts"],
    ),
    (
        "One clerk was cut by glass, and two vans burned, noted the spokesperson.",
        ["the spokesperson | noted | One clerk was cut by glass, and two vans burned | asserts"],
    ),
    (
        "The colonel, who had been hurt, noted the failure of the truce.",
        ["The colonel | noted | the failure of the truce | asserts"],
    ),
    ("He told reporters on Monday that three guards had died.", ["He | told | that three guards had died | asserts"]),
    (
        "The mayor, Ana Ruiz, said the mill had burned down.",
        ["The mayor, Ana Ruiz | said | the mill had burned down | asserts"],
    ),
    (
        "A spokesman for the ministry in Lesk said the fort had fallen.",
        ["A spokesman for the ministry in Lesk | said | the fort had fallen | asserts"],
    ),
    (
        "Turkey, Pakistan and Qatar voiced support for the offensive.",
        ["Turkey, Pakistan and Qatar | voiced | support for the offensive | asserts"],
    ),
    (
        "Residents reached by phone said the town was empty.",
        ["Residents reached by phone | said | the town was empty | asserts"],
    ),
    ("The governor himself said the dam had burst.", ["The governor himself | said | the dam had burst | asserts"]),
    ("The officer who said it was a drone was not named.", ["who | said | it was a drone was not named | asserts"]),
    (
        "A man died in the village of Orm, said police chief (SP) Ilo Marten.",
        ["police chief (SP) Ilo Marten | said | A man died in the village of Orm | asserts"],
    ),
    ("The army said Saturday that it would hold.", ["The army | said | that it would hold | asserts"]),
    (
        "An officer who spoke to the agency said the raid had failed.",
        ["An officer who spoke to the agency | said | the raid had failed | asserts"],
    ),
    (
        "Three killed in battle near Orm, military says.",
        ["military | says | Three killed in battle near Orm | asserts"],
    ),
    ("The opposite side denied that it had fired.", ["The opposite side | denied | that it had fired | denies"]),
    ("A surgeon there said by telephone the ward was gone.", ["A surgeon | said | the ward was gone | asserts"]),
    (
        "The victims were believed to have been shot, it said.",
        ["it | said | The victims were believed to have been shot | asserts"],
    ),
    (
        "Lesk blamed the clan, Orm demanded an inquiry, and the bishop called for calm.",
        [
            "Lesk | blamed | the clan | accuses",
            "Orm | demanded | an inquiry | demands",
            "the bishop | called for | calm | urges",
        ],
    ),
    (
        "A group calling itself Winter Wolves claimed responsibility in a message on Tuesday.",
        ["A group calling itself Winter Wolves | claimed responsibility |  | claims_responsibility"],
    ),
    (
        "Ten drones were shot down, the agency quoted the ministry as saying on Tuesday.",
        ["the ministry | as saying | Ten drones were shot down | asserts"],
    ),
    ("Neither claim could be checked.", ["- | could be checked | Neither claim | cannot_verify"]),
    (
        "We have not been able to verify either version.",
        ["We | have not been able to verify | either version | cannot_verify"],
    ),
    (
        "Initial reporting indicates no civilians were harmed.",
        ["Initial reporting | indicates | no civilians were harmed | asserts"],
    ),
    (
        "Residents said that shells had hit the market, and the hospital there said it had 22 wounded.",
        [
            "Residents | said | that shells had hit the market | asserts",
            "the hospital | said | it had 22 wounded | asserts",
        ],
    ),
    (
        "At least nine people are believed to have died.",
        ["- | are believed | At least nine people // to have died | asserts"],
    ),
    ("LESK: Two men died, police said today.", ["police | said | Two men died | asserts"]),
    (
        "Several other villagers said the bridge was gone.",
        ["Several other villagers | said | the bridge was gone | asserts"],
    ),
    (
        "A senior officer requesting anonymity said a team had left.",
        ["A senior officer requesting anonymity | said | a team had left | asserts"],
    ),
    (
        "Police at Saturday's rally said nobody was hurt.",
        ["Police at Saturday's rally | said | nobody was hurt | asserts"],
    ),
    (
        "Asked whether his men had fired, the captain said they had not.",
        ["- | Asked | whether his men had fired | asserts", "the captain | said | they had not | asserts"],
    ),
    (
        "He said that “we lost the ridge. We will be back.”",
        ["He | said | that “we lost the ridge. We will be back.” | asserts"],
    ),
    ("The ministry on Tuesday said it had lost two men.", ["The ministry | said | it had lost two men | asserts"]),
    # content first
    (
        "Two soldiers were killed near Lesk, the Defence Ministry said on Wednesday.",
        ["the Defence Ministry | said | Two soldiers were killed near Lesk | asserts"],
    ),
    (
        "Four guards died, a police officer told the Lesk Courier.",
        ["a police officer | told | Four guards died | asserts"],
    ),
    (
        "If the truce fails, he said, the army will advance.",
        ["he | said | If the truce fails // the army will advance | asserts"],
    ),
    (
        "The dead were civilians, the rebels said; the army said they were fighters.",
        ["the rebels | said | The dead were civilians | asserts", "the army | said | they were fighters | asserts"],
    ),
    # quotations
    (
        '"They came at night," said Colonel Ilo Marten, a brigade commander. "We had no warning."',
        ['Colonel Ilo Marten, a brigade commander | said | "They came at night," // "We had no warning." | asserts'],
    ),
    (
        "“They came at night,” Colonel Ilo Marten said. “We had no warning.”",
        ["Colonel Ilo Marten | said | “They came at night,” // “We had no warning.” | asserts"],
    ),
    ('"Our forces," he said, "will answer."', ['he | said | "Our forces," // "will answer." | asserts']),
    ('The mayor said: "Nobody slept."', ['The mayor | said | "Nobody slept." | asserts']),
    ('"Who fired first?" the envoy asked.', ['the envoy | asked | "Who fired first?" | asserts']),
    (
        '"They came at night," he said.\n\n"We had no warning, and nobody helped us."',
        ['he | said | "They came at night," // "We had no warning, and nobody helped us." | asserts'],
    ),
    (
        '"We lost the ridge. We lost the mill," the captain said.',
        ['the captain | said | "We lost the ridge. We lost the mill," | asserts'],
    ),
    (
        'The UN said it was "deeply concerned" by the reports.',
        ['The UN | said | it was "deeply concerned" by the reports | asserts'],
    ),
    ("He said:\n\n“We will not leave.”", ["He | said | “We will not leave.” | asserts"]),
    # sharing a source
    (
        "He put the number of dead at two but warned that it could rise.",
        ["He | put | the number of dead at two | asserts", "He | warned | that it could rise | asserts"],
    ),
    (
        "Its army said troops had opened fire and that its units answered.",
        ["Its army | said | troops had opened fire | asserts", "Its army | said | that its units answered | announces"],
    ),
    (
        "The army denied firing on the convoy and accused the rebels of shelling it.",
        [
            "The army | denied | firing on the convoy | denies",
            "The army | accused | the rebels of shelling it | accuses",
        ],
    ),
    (
        "Police confirmed the deaths of two men but would not say how they had died.",
        [
            "Police | confirmed | the deaths of two men | confirms",
            "Police | would not say | how they had died | declines",
        ],
    ),
    (
        "He dismissed the report as fantasy, saying no soldier had crossed the river.",
        ["He | dismissed | the report as fantasy | denies", "He | saying | no soldier had crossed the river | asserts"],
    ),
    (
        "The army said it killed ten rebels, while the rebels said they had lost nobody.",
        ["The army | said | it killed ten rebels | announces", "the rebels | said | they had lost nobody | asserts"],
    ),
    (
        "Brasilia urged both sides to show restraint and offered to send observers.",
        [
            "Brasilia | urged | both sides to show restraint | urges",
            "Brasilia | offered | to send observers | announces",
        ],
    ),
    (
        "The rebels said they had downed a jet, a claim that the ministry denied.",
        ["The rebels | said | they had downed a jet | announces", "the ministry | denied | that | denies"],
    ),
    # other ways than a verb
    (
        "According to the hospital, seven people were wounded.",
        ["the hospital | According to | seven people were wounded | asserts"],
    ),
    (
        "Seven people were wounded, according to the hospital's director, Dr Lena Marku.",
        ["the hospital's director, Dr Lena Marku | according to | Seven people were wounded | asserts"],
    ),
    (
        "The army's claim that it hit a depot was rejected by the rebels.",
        ["the rebels | was rejected | The army's claim that it hit a depot | denies"],
    ),
    ("There have been allegations by villagers of torture.", ["villagers | allegations | torture | accuses"]),
    ("The two guards allegedly fired first.", ["- | allegedly | The two guards // fired first | accuses"]),
    ("Mediators welcomed calls for a truce.", ["Mediators | welcomed | calls for a truce | asserts"]),
]

STANCES = [
    (
        "The ministry neither confirmed nor denied the report.",
        ["The ministry | neither confirmed nor denied | the report | declines"],
    ),
    (
        "The base could not immediately be reached for comment.",
        ["The base | could not immediately be reached for comment |  | declines"],
    ),
    (
        "The group said in a statement carried by its agency that it was behind the attack.",
        ["The group | said | that it was behind the attack | claims_responsibility"],
    ),
    (
        'Armenia denied the claim, calling it "yet another lie" by Baku.',
        ["Armenia | denied | the claim | denies", 'Armenia | calling | it "yet another lie" by Baku | denies'],
    ),
    (
        "Witnesses told AFP they saw bodies in the street.",
        ["Witnesses | told | they saw bodies in the street | asserts"],
    ),
    (
        "The bombing was claimed by the Harun Brigade.",
        ["the Harun Brigade | was claimed | The bombing | claims_responsibility"],
    ),
    ("The Harun Brigade claimed the bombing.", ["The Harun Brigade | claimed | the bombing | claims_responsibility"]),
    (
        "The attack was condemned by the UN Security Council.",
        ["the UN Security Council | was condemned | The attack | condemns"],
    ),
    (
        "Lesk accuses Orm of backing the rebels, a charge Orm denies.",
        ["Lesk | accuses | Orm of backing the rebels | accuses", "Orm | denies | a charge | denies"],
    ),
    (
        "He claims that hundreds have died, a figure the government disputes.",
        ["He | claims | that hundreds have died | asserts", "the government | disputes | a figure | denies"],
    ),
    (
        "The general, accused by the UN of war crimes, rejects the allegations.",
        ["The general | rejects | the allegations | denies"],
    ),
    ("There were reports of gunfire in the capital.", ["- | reports of | gunfire in the capital | asserts"]),
    (
        "The embassy lodged a protest over the shelling.",
        ["The embassy | lodged a protest over | the shelling | condemns"],
    ),
    ("The bulletin said nothing about losses.", ["The bulletin | said nothing about | losses | declines"]),
    (
        "The claim by the rebels that they had taken the base could not be verified.",
        ["- | could not be verified | The claim by the rebels that they had taken the base | cannot_verify"],
    ),
    (
        "The Harun Brigade claimed responsibility for the bombing.",
        ["The Harun Brigade | claimed responsibility for | the bombing | claims_responsibility"],
    ),
    (
        "The group later took full responsibility for the killing.",
        ["The group | later took full responsibility for | the killing | claims_responsibility"],
    ),
    (
        "The brigade said it had carried out the bombing.",
        ["The brigade | said | it had carried out the bombing | claims_responsibility"],
    ),
    (
        "The militia said it had nothing to do with the raid.",
        ["The militia | said | it had nothing to do with the raid | denies"],
    ),
    ('"This is a lie," the ministry said.', ['the ministry | said | "This is a lie," | denies']),
    (
        'Quito rejected the accusation as "a fabrication".',
        ['Quito | rejected | the accusation as "a fabrication" | denies'],
    ),
    (
        "The minister called the Ecuadorian version false.",
        ["The minister | called | the Ecuadorian version false | denies"],
    ),
    ("The bloc called the raid a war crime.", ["The bloc | called | the raid a war crime | condemns"]),
    ("The ministry described the report as baseless.", ["The ministry | described | the report as baseless | denies"]),
    ("The army denied that any strike took place.", ["The army | denied | that any strike took place | denies"]),
    (
        "Tehran has repeatedly denied supplying the rebels with drones.",
        ["Tehran | has repeatedly denied | supplying the rebels with drones | denies"],
    ),
    ("The ministry ruled out talks with the brigade.", ["The ministry | ruled out | talks with the brigade | denies"]),
    ("Residents disputed the army's account.", ["Residents | disputed | the army's account | denies"]),
    (
        "Analysts cast doubt on the claimed range of the missile.",
        ["Analysts | cast doubt on | the claimed range of the missile | doubts"],
    ),
    ("The governor played down reports of panic.", ["The governor | played down | reports of panic | doubts"]),
    ("Iran accused Iraq of violating the truce.", ["Iran | accused | Iraq of violating the truce | accuses"]),
    ("Both sides blamed each other for the shelling.", ["Both sides | blamed | each other for the shelling | accuses"]),
    (
        "Kabul blamed the attack on militants from across the border.",
        ["Kabul | blamed | the attack on militants from across the border | accuses"],
    ),
    ("The mayor pointed the finger at the militia.", ["The mayor | pointed the finger at | the militia | accuses"]),
    (
        "The two countries traded blame for the shelling.",
        ["The two countries | traded blame for | the shelling | accuses"],
    ),
    (
        "Police suspect the brigade of planting the mine.",
        ["Police | suspect | the brigade of planting the mine | accuses"],
    ),
    (
        "The panel held the garrison responsible for the fire.",
        ["The panel | held | the garrison responsible for the fire | accuses"],
    ),
    (
        "The rebels were accused of killing nine villagers.",
        ["- | were accused of | The rebels // killing nine villagers | accuses"],
    ),
    (
        "The militia was blamed for the attack by local officials.",
        ["local officials | was blamed for | The militia // the attack | accuses"],
    ),
    ("The hospital confirmed that two men had died.", ["The hospital | confirmed | that two men had died | confirms"]),
    (
        "The army admitted that one of its shells had strayed.",
        ["The army | admitted | that one of its shells had strayed | confirms"],
    ),
    (
        "The claim could not be independently verified.",
        ["- | could not be independently verified | The claim | cannot_verify"],
    ),
    (
        "Officials said four people were killed, but the toll could not be confirmed.",
        [
            "Officials | said | four people were killed | asserts",
            "- | could not be confirmed | the toll | cannot_verify",
        ],
    ),
    (
        "The agency could not independently verify the report.",
        ["The agency | could not independently verify | the report | cannot_verify"],
    ),
    (
        "The agency was unable to verify the footage.",
        ["The agency | was unable to verify | the footage | cannot_verify"],
    ),
    ("There was no immediate comment from the army.", ["the army | There was no immediate comment |  | declines"]),
    ("The army had no immediate comment.", ["The army | had no immediate comment |  | declines"]),
    ("Neither side has commented.", ["Neither side | has commented |  | declines"]),
    ("The ministry declined to comment on the raid.", ["The ministry | declined to comment on | the raid | declines"]),
    (
        "A spokesman did not immediately respond to a request for comment.",
        ["A spokesman | did not immediately respond to | a request for comment | declines"],
    ),
    ("Officials did not say who had fired.", ["Officials | did not say | who had fired | declines"]),
    ("The base refused to say how many had died.", ["The base | refused to say | how many had died | declines"]),
    (
        "The ministry retracted its claim that nine had died.",
        ["The ministry | retracted | its claim that nine had died | retracts"],
    ),
    (
        "Moscow condemned the strike as a war crime and demanded that the fire cease.",
        [
            "Moscow | condemned | the strike as a war crime | condemns",
            "Moscow | demanded | that the fire cease | demands",
        ],
    ),
    ("The council called on both sides to hold fire.", ["The council | called on | both sides to hold fire | urges"]),
    ("The bishop called for a truce.", ["The bishop | called for | a truce | urges"]),
    (
        "The envoy asked both sides to withdraw their guns.",
        ["The envoy | asked | both sides to withdraw their guns | urges"],
    ),
    (
        "The army threatened to shell the port unless the ships left.",
        ["The army | threatened | to shell the port unless the ships left | threatens"],
    ),
    ("The general vowed to retake the ridge.", ["The general | vowed | to retake the ridge | announces"]),
    (
        "The president announced the capture of the bridge.",
        ["The president | announced | the capture of the bridge | announces"],
    ),
    (
        "It was not immediately clear who was behind the attack.",
        ["- | It was not immediately clear | who was behind the attack | doubts"],
    ),
    ("Nine people are believed to have died.", ["- | are believed | Nine people // to have died | asserts"]),
    ("It was reported that two jets had been lost.", ["- | was reported | that two jets had been lost | asserts"]),
    (
        "Footage posted online showed two tanks burning.",
        ["Footage posted online | showed | two tanks burning | asserts"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN + STANCES, ids=lambda case: str(case)[:50])
def test_finds_source_cue_content_and_stance(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The blast claimed the lives of five soldiers.",
        "The clashes claimed 20 lives and wounded 30.",
        "Rebels claimed the town on Friday.",
        "The blast was felt in the capital.",
        "Troops returned fire and held the bridge.",
        "The state army left the mill at dawn.",
        "The so-called buffer strip was empty.",
        "A militia called the Harun Brigade holds the pass.",
        "The general called his wife on Monday.",
        "The fire report was late.",
        "They put two guns on the ridge.",
        "The army released nine prisoners.",
        "The minister of state left for Lesk.",
        "Shells fell on the market, killing six.",
        "The unit reported to the brigade at noon.",
    ],
)
def test_no_word_is_given(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "source", "via", "content"),
    [
        (
            "The agency quoted the governor as saying that the dam was safe.",
            "the governor",
            ["The agency"],
            "that the dam was safe",
        ),
        (
            "The governor was quoted by the state agency as saying the dam was safe.",
            "The governor",
            ["the state agency"],
            "the dam was safe",
        ),
        (
            "State television, quoting the governor, said the fire was out.",
            "the governor",
            ["State television"],
            "the fire was out",
        ),
        ("The agency, citing police, said five people had died.", "police", ["The agency"], "five people had died"),
        (
            "Local media said, citing officials, that the bridge had been destroyed.",
            "officials",
            ["Local media"],
            "that the bridge had been destroyed",
        ),
    ],
)
def test_the_innermost_speaker_is_the_source(text: str, source: str, via: list[str], content: str) -> None:
    doc, [one] = attributions(text)
    assert one.source
    assert doc.quote(one.source) == source
    assert [doc.quote(span) for span in one.via] == via
    assert [doc.quote(span) for span in one.content] == [content]


def test_a_strong_act_told_by_another_is_kept_with_its_relay() -> None:
    doc, found = attributions("State media reported that the governor had confirmed the deaths of four guards.")
    outer, inner = found
    assert (outer.entry, inner.entry) == ("report", "confirm")
    assert inner.source
    assert doc.quote(inner.source) == "the governor"
    assert [doc.quote(span) for span in inner.via] == ["State media"]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("The minister called the version false in a post on X.", "a post on X"),
        ("The group said in a statement that its fighters had taken the fort.", "a statement"),
        ("In a statement, the group said its fighters had taken the fort.", "a statement"),
        ('"They came at night," Colonel Ilo Marten told state television.', "state television"),
        ("The governor said on Telegram that air defence was working.", "Telegram"),
        ("The army has not commented on the report.", None),
        ("The army said the tower had been hit.", None),
    ],
)
def test_channel(text: str, channel: str | None) -> None:
    doc, found = attributions(text)
    assert (doc.quote(found[0].channel) if found[0].channel else None) == channel


def test_the_channel_is_no_part_of_what_was_said() -> None:
    assert shown("The minister called the version false in a post on X.") == [
        "The minister | called | the version false | denies"
    ]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The army said two posts had been hit.", "CT+"),
        ("The army said two posts were reportedly hit.", "PR+"),
        ("The army said a shell may have strayed.", "PS+"),
        ("The army said its guns did not fire.", "CT-"),
        ("The army denied firing.", "CT-"),
        ("The mayor warned that the toll could rise.", "PS+"),
        ("The mayor suggested that the shell had strayed.", "PS+"),
        ("Brasilia urged both sides to show restraint.", "Uu"),
        ("Ankara said it would support Baku.", "Uu"),
        ("The claim could not be verified.", "Uu"),
        ("Nine people are believed to have died.", "PR+"),
        ("The mission alleged that guards beat detainees.", "PR+"),
        ("No group has claimed responsibility for the attack.", "Uu"),
        ("The guards allegedly fired first.", "PR+"),
    ],
)
def test_factuality_as_the_source_presents_it(text: str, factuality: str) -> None:
    _, found = attributions(text)
    assert found[0].factuality == factuality


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ('"They came at night," he said.', "direct"),
        ('He said they came "like ghosts" at night.', "mixed"),
        ("He said they came at night.", "indirect"),
    ],
)
def test_quote(text: str, how: str) -> None:
    _, found = attributions(text)
    assert found[0].quote == how


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("No group has claimed responsibility for the attack.", True),
        ("Nobody immediately claimed responsibility.", True),
        ("The army did not confirm the losses.", True),
        ("The army confirmed the losses.", False),
    ],
)
def test_negated(text: str, negated: bool) -> None:
    _, found = attributions(text)
    assert found[0].negated is negated


def test_spans_lie_in_the_text_and_come_in_order() -> None:
    doc, found = attributions("The army said it fired. “We hit it,” a captain said.\n\nThe rebels denied that.\n")
    cues = [one.cue for one in found]
    assert cues == sorted(cues)
    assert all(0 <= a < b <= len(doc.text) for one in found for a, b in one.content)


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", '"', "said", "Said.", '"said," said said.', "according to", "denied:", "’’’’ said “", "The army said"],
)
def test_scraps_do_no_harm(text: str) -> None:
    attributions(text)
