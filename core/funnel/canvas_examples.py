"""Two filled canvases to learn from: a hairdresser's, and that of an electronics design service."""

from __future__ import annotations

from dataclasses import dataclass

from core.funnel.canvas import CanvasRow, CheckItem
from core.funnel.canvas_figures import PEOPLE, RATE
from core.funnel.stages import CONSUMPTION, CUSTOMER, LEAD, PROSPECT, REFERRAL, SUSPECT
from core.language import Text


@dataclass(frozen=True)
class ExampleStage:
    """One stage of an example, said in whatever language is spoken when it is shown."""

    stage: str
    buying_process: Text
    task: Text
    expected_answer: Text
    metric: Text
    discovery: Text
    owner: Text
    checklist: tuple[Text, ...]
    points_at: str
    assumed_rate: float | None = None


@dataclass(frozen=True)
class CanvasExample:
    """A filled canvas; `about` says where its figures come from, wherever it is shown."""

    key: str
    name: Text
    about: Text
    stages: tuple[ExampleStage, ...]

    def rows(self) -> dict[str, CanvasRow]:
        """The example by stage, in the language spoken now.

        >>> HAIRDRESSER.rows()["customer"].expected_answer
        'Pays with a smile and books the next appointment before leaving.'
        """
        return {
            one.stage: CanvasRow(
                one.stage,
                buying_process=str(one.buying_process),
                task=str(one.task),
                expected_answer=str(one.expected_answer),
                metric=str(one.metric),
                discovery=str(one.discovery),
                owner=str(one.owner),
                points_at=one.points_at,
                assumed_rate=one.assumed_rate,
                checklist=tuple(
                    CheckItem(f"{self.key} {one.stage} {number}", one.stage, str(text))
                    for number, text in enumerate(one.checklist, start=1)
                ),
            )
            for one in self.stages
        }


HAIRDRESSER = CanvasExample(
    "hairdresser",
    Text("Hairdresser"),
    Text("An example: its texts and its assumed rates are illustrative, nothing of it is measured."),
    (
        ExampleStage(
            SUSPECT,
            Text(
                "A stranger walks by, or looks on the phone for a salon nearby. Needs a cut soon and has "
                "nobody yet, or is no longer happy there."
            ),
            Text("Be seen and be clear: a bright window, prices on the door, the right hours online."),
            Text("Slows down, looks in, reads the prices."),
            Text("People who stop at the window in an hour, counted on two afternoons a month."),
            Text(
                "Those from the neighbourhood look for a face they know, those from elsewhere for the price."
            ),
            Text("The owner"),
            (
                Text("Sweep the pavement before opening"),
                Text("Change the window every month"),
                Text("Look the salon up as a stranger would: hours, prices, pictures"),
            ),
            PEOPLE,
        ),
        ExampleStage(
            LEAD,
            Text("Comes in, calls or writes: is there a time this week, and what does it cost?"),
            Text("Answer at once, and offer two times instead of asking for one."),
            Text("“Thursday at five suits me.”"),
            Text("Of those who stop, those who come in, call or write."),
            Text("A message that waits until tomorrow is lost: by then another salon has answered."),
            Text("Whoever is nearest to the phone"),
            (
                Text("Call back within the hour"),
                Text("Ask how they found the salon, and note it"),
                Text("Remember the name and use it"),
            ),
            RATE,
            0.05,
        ),
        ExampleStage(
            PROSPECT,
            Text("Has an appointment and is unsure: will they understand what I want?"),
            Text(
                "Talk for five minutes before the first cut: feel the hair, ask about the mornings, show a "
                "picture, name the price."
            ),
            Text("“Yes, let us do it like that.”"),
            Text("Of those who ask, those who come to their appointment."),
            Text("Hardly anybody stays away who got a reminder the day before."),
            Text("The stylist"),
            (
                Text("Send a reminder the day before"),
                Text("Offer a coffee before the first question"),
                Text("Say the price before the scissors come out"),
            ),
            RATE,
            0.7,
        ),
        ExampleStage(
            CUSTOMER,
            Text("Looks into the mirror, likes it or says nothing, and pays."),
            Text("Cut what was agreed, and on time. At the till offer the next appointment, not a shampoo."),
            Text("Pays with a smile and books the next appointment before leaving."),
            Text("Of those who come, those who pay the full price."),
            Text("A discount fills an empty Tuesday with people who never come at the full price."),
            Text("The stylist"),
            (
                Text("Nobody waits longer than five minutes without a word"),
                Text("Show the back of the head in the mirror"),
                Text("Walk along to the door"),
            ),
            RATE,
            0.9,
        ),
        ExampleStage(
            CONSUMPTION,
            Text(
                "Washes and dries it at home. Only on the third morning does it show whether the cut holds. "
                "Whoever is happy becomes a regular."
            ),
            Text(
                "Show how to dry it, put it right for nothing within two weeks, and write down what was done."
            ),
            Text("Comes again within eight weeks without having looked elsewhere."),
            Text("Of the new customers, those who come a second time."),
            Text("The second visit decides. Whoever comes a third time stays for years."),
            Text("The stylist"),
            (
                Text("Write down the cut, the colour and what was talked about"),
                Text("Ask after two weeks whether it still sits well"),
                Text("Write a birthday card by hand"),
                Text("Know how a regular takes the coffee"),
            ),
            RATE,
            0.6,
        ),
        ExampleStage(
            REFERRAL,
            Text("Is asked by a friend: who does your hair?"),
            Text("Make it easy: hand over two cards, keep a Saturday free for friends, thank both of them."),
            Text("Brings a friend along, or sends one who says the name."),
            Text("Of the regulars, those who sent somebody this year."),
            Text("Regulars recommend a person, not a salon: the card must carry the stylist's name."),
            Text("The owner"),
            (
                Text("Thank by name at the next visit whoever sent somebody"),
                Text("Give two cards along with a cut that came out well"),
                Text("Ask a happy regular for two sentences online"),
            ),
            RATE,
            0.2,
        ),
    ),
)

ELECTRONICS = CanvasExample(
    "electronics",
    Text("Electronics design service"),
    Text(
        "An example: about 8,000 firms with 25,000 contacts, not quite 1,000 offers a year of which half "
        "become orders, about 200 customer firms and about ten references used come from a published guide; "
        "the rest is ours."
    ),
    (
        ExampleStage(
            SUSPECT,
            Text(
                "Builds devices with electronics inside and is short of developers. The market has about "
                "8,000 such firms with 25,000 contacts; most of them have never heard of us."
            ),
            Text(
                "Know the firms by name, from fairs, research by phone and search engines; find who decides."
            ),
            Text("“We have things developed now and then. Call me in autumn.”"),
            Text("Contacts whose name and task we know."),
            Text("A firm has about three contacts. The developer knows of a project first, purchasing last."),
            Text("Sales"),
            (
                Text("Before a fair, note which firms of the list will be there"),
                Text("Write down each talk at the stand on the same evening"),
            ),
            PEOPLE,
        ),
        ExampleStage(
            LEAD,
            Text("Has a project in mind and sends an enquiry, often half a page, often without a name."),
            Text(
                "Answer today, sign the non-disclosure agreement, and ask three questions: what, how many, "
                "by when?"
            ),
            Text("Sends the documents and says who is in charge."),
            Text("Enquiries and signed non-disclosure agreements."),
            Text("A wish that waits until tomorrow is told to somebody else today."),
            Text("Sales"),
            (
                Text("Sign the non-disclosure agreement on the day it comes"),
                Text("One name answers for the enquiry from the first call on"),
                Text("Say no on the same day where others can do it better"),
            ),
            PEOPLE,
        ),
        ExampleStage(
            PROSPECT,
            Text("Compares offers, has to defend ours before the board, and fears a project without an end."),
            Text(
                "Write an offer that can be passed on: parts with a price each, and what is not included. "
                "It is not quite 1,000 offers a year."
            ),
            Text("Asks about details and dates, and not about the price alone."),
            Text("Of the enquiries, those that get an offer."),
            Text("Orders are lost in two ways: we let them wait, or we push them."),
            Text("The project manager"),
            (
                Text("Call a week after the offer, to answer questions"),
                Text("Show a board of the same kind beside the price"),
                Text("Note in their words why an offer was lost"),
            ),
            RATE,
            0.8,
        ),
        ExampleStage(
            CUSTOMER,
            Text("Orders the first part. Half of the offers become orders, from about 200 firms."),
            Text("Begin in the week of the order: one contact, one plan, a date for the first sample."),
            Text("Sends the order, the missing documents and the name of a technical contact."),
            Text("Of the offers, those that become orders."),
            Text("A firm orders two or three times a year, so a lost firm costs more than a lost offer."),
            Text("The project manager"),
            (
                Text("Confirm the order on the same day, with the name of whoever is responsible"),
                Text("Let the developer call once before the first sample"),
                Text("Pack the first sample with a line written by hand"),
            ),
            RATE,
            0.5,
        ),
        ExampleStage(
            CONSUMPTION,
            Text("Tests the design, has it approved and takes it into series. Until then it is only paper."),
            Text(
                "Help it into series: be there at the approval, answer the factory on the same day, and "
                "remind them of hours in the monthly fee that lie unused."
            ),
            Text("Builds the device, and calls before the next project is decided."),
            Text("Of the orders, those whose design went into series."),
            Text("A design that stays in the drawer brings neither a second order nor a reference."),
            Text("The developer"),
            (
                Text("Ask three months after delivery how the series runs"),
                Text("Bring a cake when the device is approved"),
                Text("Call when hours of the monthly fee lie unused"),
            ),
            RATE,
            0.8,
        ),
        ExampleStage(
            REFERRAL,
            Text("Is asked by another firm who can develop such a thing, or is named by us as a reference."),
            Text(
                "Ask for the reference when the device runs, write it together, and bring two firms together."
            ),
            Text("“You may name us. And do call my colleague at our sister firm.”"),
            Text("Of the firms, those that are used as a reference or recommended us."),
            Text(
                "About ten references are used. A name on the list opens a door; a recommendation brings "
                "somebody through it."
            ),
            Text("The managing director"),
            (
                Text("Thank for a recommendation within a day"),
                Text("Ask each time before naming a reference"),
                Text("Invite two customers who should know each other"),
            ),
            RATE,
            0.05,
        ),
    ),
)

CANVAS_EXAMPLES = (HAIRDRESSER, ELECTRONICS)
