"""Polls and quizzes: what was asked, who voted for what."""

from dataclasses import dataclass, field

from bot.playground.fields import Json, present
from bot.playground.text import FormattedText


@dataclass(slots=True)
class Poll:
    """A poll or quiz; `votes` maps a user id to the options chosen."""

    id: str
    question: FormattedText
    options: tuple[FormattedText, ...]
    quiz: bool
    anonymous: bool
    several_answers: bool
    revoting: bool
    correct: tuple[int, ...] = ()
    explanation: FormattedText | None = None
    description: FormattedText | None = None
    open_period: int | None = None
    close_date: int | None = None
    closed: bool = False
    shuffled: bool = False
    """Each person is shown the options in another order; votes name them by their own."""
    by_bot: bool = False
    """Whether the bot sent it, and not only a forward of it."""
    votes: dict[int, list[int]] = field(default_factory=dict)

    def as_json(self, *, key_known: bool = True) -> Json:
        """As a bot sees it: the one that sent it knows the key of an open quiz, others only where it is `key_known`."""
        key_known = key_known or not self.quiz or self.closed or self.by_bot
        explanation = self.explanation if key_known else None
        counts = [sum(index in chosen for chosen in self.votes.values()) for index in range(len(self.options))]
        return present(
            id=self.id,
            question=self.question.text,
            question_entities=list(self.question.entities) or None,
            options=[
                present(
                    persistent_id=f"{self.id}-{index}",
                    text=option.text,
                    text_entities=list(option.entities) or None,
                    voter_count=counts[index],
                )
                for index, option in enumerate(self.options)
            ],
            total_voter_count=len(self.votes),
            is_closed=self.closed,
            is_anonymous=self.anonymous,
            type="quiz" if self.quiz else "regular",
            allows_multiple_answers=self.several_answers,
            allows_revoting=self.revoting,
            members_only=False,
            correct_option_ids=(list(self.correct) or None) if key_known else None,
            explanation=explanation.text if explanation else None,
            explanation_entities=(list(explanation.entities) or None) if explanation else None,
            description=self.description.text if self.description else None,
            description_entities=(list(self.description.entities) or None) if self.description else None,
            open_period=self.open_period,
            close_date=self.close_date,
        )
