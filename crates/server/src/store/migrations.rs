//! The schema's history, built into the binary.

use std::borrow::Cow;

use sqlx::AssertSqlSafe;
use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// Every migration, in order: version, name, statements. A new one is a line; one that has
/// been released is never changed.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "session", include_str!("../../migrations/0001_session.sql")),
    (2, "filings", include_str!("../../migrations/0002_filings.sql")),
    (3, "documents", include_str!("../../migrations/0003_documents.sql")),
    (4, "phones", include_str!("../../migrations/0004_phones.sql")),
    (5, "epochs", include_str!("../../migrations/0005_epochs.sql")),
    (6, "assistance", include_str!("../../migrations/0006_assistance.sql")),
    (7, "mandates", include_str!("../../migrations/0007_mandates.sql")),
    (8, "longer", include_str!("../../migrations/0008_longer.sql")),
    (9, "helpers", include_str!("../../migrations/0009_helpers.sql")),
    (10, "may_act", include_str!("../../migrations/0010_may_act.sql")),
];

/// The migrations as sqlx runs them, each in a transaction of its own.
pub(super) fn all() -> Migrator {
    Migrator::with_migrations(
        MIGRATIONS
            .iter()
            .map(|(version, name, sql)| {
                let sql = AssertSqlSafe(*sql).into_sql_str();
                Migration::new(*version, Cow::Borrowed(*name), MigrationType::Simple, sql, false)
            })
            .collect(),
    )
}
