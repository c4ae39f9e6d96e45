"""Grades typed answers: which key points they have, what they get wrong, and what rating follows."""

from bot.domain.grading.grade import Band, Flag, Grade, PointGrade, credit_points, grade
from bot.domain.grading.points import Credit

__all__ = ["Band", "Credit", "Flag", "Grade", "PointGrade", "credit_points", "grade"]
