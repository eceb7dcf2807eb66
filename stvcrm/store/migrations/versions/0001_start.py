"""The tables of the first version."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    "CREATE TABLE blob ("
    "content_hash VARCHAR(64) NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL, "
    "CONSTRAINT pk_blob PRIMARY KEY (content_hash, part))",
    "CREATE TABLE erasure ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uid VARCHAR(32) NOT NULL, label VARCHAR(300) NOT NULL, "
    "erased_on DATE NOT NULL, marks JSON NOT NULL, cleaning_due BOOLEAN NOT NULL, "
    "CONSTRAINT uq_erasure_uid UNIQUE (uid))",
    "CREATE TABLE fact ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(300) NOT NULL, value TEXT NOT NULL, "
    "CONSTRAINT uq_fact_name UNIQUE (name))",
    "CREATE TABLE import_profile ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, "
    "importer VARCHAR(300) NOT NULL, name VARCHAR(300) NOT NULL, columns JSON NOT NULL)",
    "CREATE TABLE import_question ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, "
    'importer VARCHAR(300) NOT NULL, source VARCHAR(300) NOT NULL, "row" INTEGER NOT NULL, asked_on DATE, '
    'noun_asked VARCHAR(300), record_id INTEGER, reason TEXT NOT NULL, "values" JSON NOT NULL, '
    "state VARCHAR(40) NOT NULL)",
    "CREATE TABLE operation ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind VARCHAR(40) NOT NULL, name VARCHAR(100) NOT NULL, "
    "label TEXT NOT NULL, at DATETIME NOT NULL, author VARCHAR(300) NOT NULL, "
    "session VARCHAR(32) NOT NULL, state VARCHAR(40) NOT NULL, undoable BOOLEAN NOT NULL, "
    "revision VARCHAR(40) NOT NULL, target_id INTEGER, rows INTEGER NOT NULL, "
    "CONSTRAINT fk_operation_target_id_operation FOREIGN KEY(target_id) REFERENCES operation (id))",
    "CREATE TABLE organisation ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, number VARCHAR(300), "
    "name VARCHAR(300) NOT NULL, name_key VARCHAR(300) NOT NULL, kind VARCHAR(40) NOT NULL, "
    "work_type VARCHAR(40) NOT NULL, street VARCHAR(300), postcode VARCHAR(300), city VARCHAR(300), "
    "province VARCHAR(300), phone VARCHAR(300), email VARCHAR(300), website VARCHAR(300), staff INTEGER, "
    "member_since DATE, member_until DATE, parent_id INTEGER, notes TEXT NOT NULL, "
    "CONSTRAINT uq_organisation_number UNIQUE (number), "
    "CONSTRAINT fk_organisation_parent_id_organisation FOREIGN KEY(parent_id)"
    " REFERENCES organisation (id))",
    "CREATE TABLE person ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, uid VARCHAR(300) NOT NULL, "
    "name VARCHAR(300) NOT NULL, name_key VARCHAR(300) NOT NULL, kind VARCHAR(40) NOT NULL, "
    "name_on_paper VARCHAR(300), email VARCHAR(300), phone VARCHAR(300), confirmed_on DATE, "
    "do_not_contact BOOLEAN NOT NULL, do_not_contact_reason VARCHAR(300), do_not_contact_until DATE, "
    "retain_until DATE, merged_uids JSON NOT NULL, notes TEXT NOT NULL, "
    "CONSTRAINT uq_person_uid UNIQUE (uid))",
    "CREATE TABLE setting ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, name VARCHAR(300) NOT NULL, "
    "value TEXT NOT NULL, CONSTRAINT uq_setting_name UNIQUE (name))",
    "CREATE TABLE tag ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, name VARCHAR(300) NOT NULL, "
    "CONSTRAINT uq_tag_name UNIQUE (name))",
    "CREATE TABLE consent ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, person_id INTEGER NOT NULL, "
    "purpose VARCHAR(300) NOT NULL, legal_basis VARCHAR(40) NOT NULL, given_on DATE, withdrawn_on DATE, "
    "note VARCHAR(300), "
    "CONSTRAINT fk_consent_person_id_person FOREIGN KEY(person_id) REFERENCES person (id))",
    "CREATE TABLE contact_way ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, person_id INTEGER, "
    "organisation_id INTEGER, kind VARCHAR(40) NOT NULL, use VARCHAR(40) NOT NULL, "
    "value VARCHAR(300) NOT NULL, digits VARCHAR(300), confirmed_on DATE, "
    "CONSTRAINT fk_contact_way_person_id_person FOREIGN KEY(person_id) REFERENCES person (id), "
    "CONSTRAINT fk_contact_way_organisation_id_organisation FOREIGN KEY(organisation_id)"
    " REFERENCES organisation (id))",
    "CREATE TABLE former_name ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, "
    "organisation_id INTEGER NOT NULL, name VARCHAR(300) NOT NULL, until DATE, "
    "CONSTRAINT fk_former_name_organisation_id_organisation FOREIGN KEY(organisation_id)"
    " REFERENCES organisation (id))",
    "CREATE TABLE position ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, person_id INTEGER NOT NULL, "
    "organisation_id INTEGER NOT NULL, role VARCHAR(300), level VARCHAR(300), started_on DATE, "
    "ended_on DATE, is_primary BOOLEAN NOT NULL, "
    "CONSTRAINT fk_position_person_id_person FOREIGN KEY(person_id) REFERENCES person (id), "
    "CONSTRAINT fk_position_organisation_id_organisation FOREIGN KEY(organisation_id)"
    " REFERENCES organisation (id))",
    "CREATE TABLE row_change ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, operation_id INTEGER NOT NULL, "
    '"table" VARCHAR(60) NOT NULL, row_id INTEGER NOT NULL, "before" TEXT, "after" TEXT, '
    "CONSTRAINT fk_row_change_operation_id_operation FOREIGN KEY(operation_id)"
    " REFERENCES operation (id))",
    "CREATE TABLE tagging ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, tag_id INTEGER NOT NULL, "
    "organisation_id INTEGER, person_id INTEGER, "
    "CONSTRAINT uq_tagging_tag_id_organisation_id_person_id UNIQUE (tag_id, organisation_id, person_id), "
    "CONSTRAINT fk_tagging_tag_id_tag FOREIGN KEY(tag_id) REFERENCES tag (id), "
    "CONSTRAINT fk_tagging_organisation_id_organisation FOREIGN KEY(organisation_id)"
    " REFERENCES organisation (id), "
    "CONSTRAINT fk_tagging_person_id_person FOREIGN KEY(person_id) REFERENCES person (id))",
    "CREATE TABLE visit ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, "
    "organisation_id INTEGER NOT NULL, person_id INTEGER, person_label VARCHAR(300), "
    "state VARCHAR(40) NOT NULL, requested_on DATE, proposed_at DATETIME, starts_at DATETIME, "
    "ends_at DATETIME, began_at DATETIME, place VARCHAR(300), entry_conditions VARCHAR(300), "
    "ended_reason VARCHAR(300), "
    "CONSTRAINT fk_visit_organisation_id_organisation FOREIGN KEY(organisation_id)"
    " REFERENCES organisation (id), "
    "CONSTRAINT fk_visit_person_id_person FOREIGN KEY(person_id) REFERENCES person (id))",
    "CREATE TABLE action_point ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, text TEXT NOT NULL, "
    "owner VARCHAR(300), due_on DATE, state VARCHAR(40) NOT NULL, organisation_id INTEGER, "
    "visit_id INTEGER, "
    "CONSTRAINT fk_action_point_organisation_id_organisation FOREIGN KEY(organisation_id)"
    " REFERENCES organisation (id), "
    "CONSTRAINT fk_action_point_visit_id_visit FOREIGN KEY(visit_id) REFERENCES visit (id))",
    "CREATE TABLE attachment ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, name VARCHAR(300) NOT NULL, "
    "media_type VARCHAR(300) NOT NULL, size INTEGER NOT NULL, content_hash VARCHAR(64) NOT NULL, "
    "organisation_id INTEGER, person_id INTEGER, visit_id INTEGER, "
    "CONSTRAINT fk_attachment_organisation_id_organisation FOREIGN KEY(organisation_id)"
    " REFERENCES organisation (id), "
    "CONSTRAINT fk_attachment_person_id_person FOREIGN KEY(person_id) REFERENCES person (id), "
    "CONSTRAINT fk_attachment_visit_id_visit FOREIGN KEY(visit_id) REFERENCES visit (id))",
    "CREATE TABLE attendance ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, visit_id INTEGER NOT NULL, "
    "person_id INTEGER, person_label VARCHAR(300), role VARCHAR(300), initials VARCHAR(300), "
    "CONSTRAINT fk_attendance_visit_id_visit FOREIGN KEY(visit_id) REFERENCES visit (id), "
    "CONSTRAINT fk_attendance_person_id_person FOREIGN KEY(person_id) REFERENCES person (id))",
    "CREATE TABLE contact_moment ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, "
    "organisation_id INTEGER NOT NULL, person_id INTEGER, person_label VARCHAR(300), visit_id INTEGER, "
    "at DATETIME NOT NULL, direction VARCHAR(40) NOT NULL, channel VARCHAR(40) NOT NULL, "
    "text TEXT NOT NULL, outcome VARCHAR(40), "
    "CONSTRAINT fk_contact_moment_organisation_id_organisation FOREIGN KEY(organisation_id)"
    " REFERENCES organisation (id), "
    "CONSTRAINT fk_contact_moment_person_id_person FOREIGN KEY(person_id) REFERENCES person (id), "
    "CONSTRAINT fk_contact_moment_visit_id_visit FOREIGN KEY(visit_id) REFERENCES visit (id))",
    "CREATE TABLE note ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, visit_id INTEGER NOT NULL, "
    "text TEXT NOT NULL, CONSTRAINT uq_note_visit_id UNIQUE (visit_id), "
    "CONSTRAINT fk_note_visit_id_visit FOREIGN KEY(visit_id) REFERENCES visit (id))",
    "CREATE TABLE promise ("
    'id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, "by" VARCHAR(40) NOT NULL, '
    "who VARCHAR(300), text TEXT NOT NULL, due_on DATE, state VARCHAR(40) NOT NULL, "
    "organisation_id INTEGER, visit_id INTEGER, "
    "CONSTRAINT fk_promise_organisation_id_organisation FOREIGN KEY(organisation_id)"
    " REFERENCES organisation (id), "
    "CONSTRAINT fk_promise_visit_id_visit FOREIGN KEY(visit_id) REFERENCES visit (id))",
    "CREATE TABLE utterance ("
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, "
    "organisation_id INTEGER NOT NULL, visit_id INTEGER, person_id INTEGER, person_label VARCHAR(300), "
    'text TEXT NOT NULL, start INTEGER, "end" INTEGER, themes JSON NOT NULL, polarity VARCHAR(40), '
    "consent VARCHAR(40) NOT NULL, "
    "CONSTRAINT fk_utterance_organisation_id_organisation FOREIGN KEY(organisation_id)"
    " REFERENCES organisation (id), "
    "CONSTRAINT fk_utterance_visit_id_visit FOREIGN KEY(visit_id) REFERENCES visit (id), "
    "CONSTRAINT fk_utterance_person_id_person FOREIGN KEY(person_id) REFERENCES person (id))",
)
INDEXES = (
    "CREATE INDEX ix_import_profile_importer ON import_profile (importer)",
    "CREATE INDEX ix_import_question_importer ON import_question (importer)",
    "CREATE INDEX ix_import_question_record_id ON import_question (record_id)",
    "CREATE INDEX ix_import_question_state ON import_question (state)",
    "CREATE INDEX ix_operation_state ON operation (state)",
    "CREATE INDEX ix_organisation_city ON organisation (city)",
    "CREATE INDEX ix_organisation_name_key ON organisation (name_key)",
    "CREATE INDEX ix_organisation_parent_id ON organisation (parent_id)",
    "CREATE INDEX ix_person_email ON person (email)",
    "CREATE INDEX ix_person_name_key ON person (name_key)",
    "CREATE INDEX ix_consent_person_id ON consent (person_id)",
    "CREATE INDEX ix_contact_way_organisation_id ON contact_way (organisation_id)",
    "CREATE INDEX ix_contact_way_person_id ON contact_way (person_id)",
    "CREATE INDEX ix_former_name_organisation_id ON former_name (organisation_id)",
    "CREATE INDEX ix_position_organisation_id ON position (organisation_id)",
    "CREATE INDEX ix_position_person_id ON position (person_id)",
    "CREATE INDEX ix_row_change_operation_id ON row_change (operation_id)",
    "CREATE INDEX ix_tagging_organisation_id ON tagging (organisation_id)",
    "CREATE INDEX ix_tagging_person_id ON tagging (person_id)",
    "CREATE INDEX ix_tagging_tag_id ON tagging (tag_id)",
    "CREATE INDEX ix_visit_organisation_id ON visit (organisation_id)",
    "CREATE INDEX ix_visit_person_id ON visit (person_id)",
    "CREATE INDEX ix_visit_starts_at ON visit (starts_at)",
    "CREATE INDEX ix_visit_state ON visit (state)",
    "CREATE INDEX ix_action_point_due_on ON action_point (due_on)",
    "CREATE INDEX ix_action_point_organisation_id ON action_point (organisation_id)",
    "CREATE INDEX ix_action_point_state ON action_point (state)",
    "CREATE INDEX ix_action_point_visit_id ON action_point (visit_id)",
    "CREATE INDEX ix_attachment_content_hash ON attachment (content_hash)",
    "CREATE INDEX ix_attachment_organisation_id ON attachment (organisation_id)",
    "CREATE INDEX ix_attachment_person_id ON attachment (person_id)",
    "CREATE INDEX ix_attachment_visit_id ON attachment (visit_id)",
    "CREATE INDEX ix_attendance_person_id ON attendance (person_id)",
    "CREATE INDEX ix_attendance_visit_id ON attendance (visit_id)",
    "CREATE INDEX ix_contact_moment_at ON contact_moment (at)",
    "CREATE INDEX ix_contact_moment_organisation_id ON contact_moment (organisation_id)",
    "CREATE INDEX ix_contact_moment_person_id ON contact_moment (person_id)",
    "CREATE INDEX ix_contact_moment_visit_id ON contact_moment (visit_id)",
    "CREATE INDEX ix_promise_due_on ON promise (due_on)",
    "CREATE INDEX ix_promise_organisation_id ON promise (organisation_id)",
    "CREATE INDEX ix_promise_state ON promise (state)",
    "CREATE INDEX ix_promise_visit_id ON promise (visit_id)",
    "CREATE INDEX ix_utterance_organisation_id ON utterance (organisation_id)",
    "CREATE INDEX ix_utterance_person_id ON utterance (person_id)",
    "CREATE INDEX ix_utterance_visit_id ON utterance (visit_id)",
)


def upgrade() -> None:
    """Make the tables of an empty workspace."""
    for statement in (*TABLES, *INDEXES):
        op.execute(statement)
