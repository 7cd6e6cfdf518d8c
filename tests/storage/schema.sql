CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE app_info (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE users (
        id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, added_at TEXT NOT NULL
    ) STRICT;
CREATE TABLE cases (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL CHECK (revision > 0),
        state TEXT NOT NULL, saved_at TEXT NOT NULL, saved_by TEXT NOT NULL REFERENCES users (id),
        document TEXT NOT NULL
    ) STRICT;
CREATE TABLE changes (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, by_user TEXT NOT NULL REFERENCES users (id),
        case_id TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
        revision INTEGER NOT NULL, what TEXT NOT NULL, changed TEXT NOT NULL, document_hash TEXT NOT NULL,
        previous TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (case_id, revision)
    ) STRICT;
CREATE TABLE issued_papers (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, case_id TEXT NOT NULL REFERENCES cases (id),
        kind TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, issued_at TEXT NOT NULL,
        issued_by TEXT NOT NULL, by_user TEXT NOT NULL REFERENCES users (id), pdf BLOB NOT NULL,
        html TEXT NOT NULL, sha256 TEXT NOT NULL, tables TEXT NOT NULL, template TEXT NOT NULL,
        replaces TEXT REFERENCES issued_papers (id)
    ) STRICT;
CREATE TABLE events (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, by_user TEXT REFERENCES users (id), kind TEXT NOT NULL,
        case_id TEXT REFERENCES cases (id), detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT;
CREATE INDEX issued_papers_of_case ON issued_papers (case_id);
CREATE TRIGGER changes_keep BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'changes are never deleted'); END;
CREATE TRIGGER issued_papers_keep BEFORE DELETE ON issued_papers BEGIN SELECT RAISE(ABORT, 'issued_papers are never deleted'); END;
CREATE TRIGGER events_keep BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER cases_keep BEFORE DELETE ON cases BEGIN SELECT RAISE(ABORT, 'cases are never deleted'); END;
CREATE TRIGGER users_keep BEFORE DELETE ON users BEGIN SELECT RAISE(ABORT, 'users are never deleted'); END;
CREATE TRIGGER app_info_keep BEFORE DELETE ON app_info BEGIN SELECT RAISE(ABORT, 'app_info are never deleted'); END;
CREATE TRIGGER changes_stand BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'changes are never altered'); END;
CREATE TRIGGER issued_papers_stand BEFORE UPDATE ON issued_papers BEGIN SELECT RAISE(ABORT, 'issued_papers are never altered'); END;
CREATE TRIGGER events_stand BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never altered'); END;
CREATE TRIGGER cases_first_recorded BEFORE INSERT ON cases WHEN NOT EXISTS (SELECT 1 FROM changes WHERE case_id = NEW.id AND revision = NEW.revision) BEGIN SELECT RAISE(ABORT, 'a case is kept with its change'); END;
CREATE TRIGGER cases_next_recorded BEFORE UPDATE ON cases WHEN NOT EXISTS (SELECT 1 FROM changes WHERE case_id = NEW.id AND revision = NEW.revision) BEGIN SELECT RAISE(ABORT, 'a case is kept with its change'); END;
CREATE TRIGGER cases_step BEFORE UPDATE ON cases WHEN NEW.revision <> OLD.revision + 1 OR NEW.id <> OLD.id OR NEW.number <> OLD.number BEGIN SELECT RAISE(ABORT, 'a case moves one revision at a time'); END;
CREATE TABLE caseload (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, by_user TEXT NOT NULL REFERENCES users (id),
        kind TEXT NOT NULL, name TEXT NOT NULL, document TEXT NOT NULL,
        previous TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT;
CREATE INDEX caseload_by_name ON caseload (kind, name);
CREATE TRIGGER caseload_keep BEFORE DELETE ON caseload BEGIN SELECT RAISE(ABORT, 'caseload entries are never deleted'); END;
CREATE TRIGGER caseload_stand BEFORE UPDATE ON caseload BEGIN SELECT RAISE(ABORT, 'caseload entries are never altered'); END;
CREATE TABLE dispatches (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, by_user TEXT NOT NULL REFERENCES users (id),
        paper_id TEXT NOT NULL REFERENCES issued_papers (id), channel TEXT NOT NULL, recipient TEXT NOT NULL,
        previous TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT;
CREATE INDEX dispatches_of_paper ON dispatches (paper_id);
CREATE TRIGGER dispatches_keep BEFORE DELETE ON dispatches BEGIN SELECT RAISE(ABORT, 'dispatches are never deleted'); END;
CREATE TRIGGER dispatches_stand BEFORE UPDATE ON dispatches BEGIN SELECT RAISE(ABORT, 'dispatches are never altered'); END;
