"""The grader against the deck and against answers that people judged."""
