"""Survey."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the tables of revision 0002 here."""
    _add_surveys()
    _add_codebook()
    _add_invitations()
    _add_aliases()
    _add_questions()
    _add_reminders()
    _add_responses()
    _add_answers()
    _add_recodings()
    _refer_to_responses()


def _add_surveys() -> None:
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("profile", sa.String(length=300), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["follows_id"], ["survey.id"], name=op.f("fk_survey_follows_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("survey", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_follows_id"), ["follows_id"], unique=False)


def _add_codebook() -> None:
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("definition", sa.Text(), nullable=True),
        sa.Column("example", sa.Text(), nullable=True),
        sa.Column("colour", sa.String(length=300), nullable=True),
        sa.Column("sign", sa.String(length=300), nullable=True),
        sa.Column("key", sa.String(length=300), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("name", name=op.f("uq_theme_name")),
        sqlite_autoincrement=True,
    )


def _add_invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("delivered", sa.Boolean(), nullable=False),
        sa.Column("fed_back_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_invitation_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_invitation_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint(
            "survey_id", "organisation_id", name=op.f("uq_invitation_survey_id_organisation_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("invitation", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_survey_id"), ["survey_id"], unique=False)


def _add_aliases() -> None:
    op.create_table(
        "organisation_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_alias_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_alias")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("organisation_alias", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_alias_organisation_id"), ["organisation_id"], unique=False
        )


def _add_questions() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_question_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("survey_id", "key", name=op.f("uq_question_survey_id_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("question", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_survey_id"), ["survey_id"], unique=False)


def _add_reminders() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_reminder_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("reminder", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_survey_id"), ["survey_id"], unique=False)


def _add_responses() -> None:
    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("respondent_id", sa.String(length=300), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person_label", sa.String(length=300), nullable=True),
        sa.Column("organisation_typed", sa.String(length=300), nullable=True),
        sa.Column("respondent", sa.String(length=300), nullable=True),
        sa.Column("role", sa.String(length=300), nullable=True),
        sa.Column("email", sa.String(length=300), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("entered_by", sa.String(length=300), nullable=True),
        sa.Column("matched_by", sa.Text(), nullable=True),
        sa.Column("set_aside", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_response_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_response_person_id_person")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_response_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("survey_id", "respondent_id", name=op.f("uq_response_survey_id_respondent_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("response", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_response_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_response_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_response_submitted_at"), ["submitted_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_response_survey_id"), ["survey_id"], unique=False)


def _add_answers() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("choice", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_answer_question_id_question")
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_answer_response_id_response")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "response_id", "question_id", "audience", name=op.f("uq_answer_response_id_question_id_audience")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("answer", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_question_id"), ["question_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_response_id"), ["response_id"], unique=False)


def _add_recodings() -> None:
    op.create_table(
        "recoding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("utterance_id", sa.Integer(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("polarity", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["utterance_id"], ["utterance.id"], name=op.f("fk_recoding_utterance_id_utterance")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recoding")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("recoding", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.create_index(batch_op.f("ix_recoding_utterance_id"), ["utterance_id"], unique=False)


def _refer_to_responses() -> None:
    with op.batch_alter_table("action_point", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("response_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_action_point_response_id"), ["response_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_action_point_response_id_response"), "response", ["response_id"], ["id"]
        )
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("named_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("informed_on", sa.Date(), nullable=True))
    with op.batch_alter_table("utterance", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("answer_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_utterance_answer_id"), ["answer_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_utterance_answer_id_answer"), "answer", ["answer_id"], ["id"]
        )
    with op.batch_alter_table("visit", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("response_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_visit_response_id"), ["response_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_visit_response_id_response"), "response", ["response_id"], ["id"]
        )
