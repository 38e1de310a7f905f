//! Accounts, what proves them, and the sessions that were ended.

use crate::{
    ReadTx, StoreError, WriteTx, code, dialect,
    schema::{accounts, ended_sessions},
    sql::{Id, Moment},
};
use diesel::prelude::*;
use tasuki_domain::{
    account::{Account, Login},
    id::{AccountId, OrganizationId, ResidentId, SessionId},
    role::Role,
    time::Instant,
};

/// What proves an account at sign-in.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// The password's hash in PHC form.
    pub password_hash: String,
    /// The one-time code's secret, sealed under a key that is not in the database.
    pub totp_secret_sealed: Vec<u8>,
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credential(…)")
    }
}

/// Whether an account may still act in a session, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whether the account may act at all.
    pub active: bool,
    /// Its generation; a session of an older one is over.
    pub generation: i32,
    /// Whether this session was ended.
    pub session_ended: bool,
    /// Its institution now.
    pub organization: OrganizationId,
    /// Its role now.
    pub role: Role,
    /// Whose record it opens, for a resident or proxy.
    pub resident: Option<ResidentId>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = accounts, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    organization_id: Id,
    role: String,
    login: String,
    name: String,
    generation: i32,
    active: bool,
    resident_id: Option<Id>,
    password_hash: String,
    totp_secret_sealed: Vec<u8>,
    totp_step: i64,
}

/// Before the first step of any clock.
const NO_STEP: i64 = -1;

fn role(code: &str) -> Result<Role, StoreError> {
    Role::from_code(code).ok_or(StoreError::Corrupt("accounts.role"))
}

impl Row {
    fn read(self) -> Result<(Account, Credential), StoreError> {
        let account = Account {
            id: self.id.into(),
            organization: self.organization_id.into(),
            role: role(&self.role)?,
            login: code::of_text(&self.login, "accounts.login")?,
            name: code::of_text(&self.name, "accounts.name")?,
            generation: self.generation,
            active: self.active,
            resident: self.resident_id.map(Into::into),
        };
        let credential = Credential {
            password_hash: self.password_hash,
            totp_secret_sealed: self.totp_secret_sealed,
        };
        Ok((account, credential))
    }
}

impl ReadTx<'_> {
    /// The account.
    pub fn account(&mut self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let row: Option<Row> =
            self.run(|c| accounts::table.find(Id::from(id)).get_result(c).optional())?;
        Ok(row.map(Row::read).transpose()?.map(|(account, _)| account))
    }

    /// The account of a sign-in name, with what proves it.
    pub fn account_by_login(
        &mut self,
        login: &Login,
    ) -> Result<Option<(Account, Credential)>, StoreError> {
        let row: Option<Row> = self.run(|c| {
            accounts::table
                .filter(accounts::login.eq(login.as_str()))
                .get_result(c)
                .optional()
        })?;
        row.map(Row::read).transpose()
    }

    /// Whether the account may still act in the session; none for an unknown account.
    pub fn standing(
        &mut self,
        account: AccountId,
        session: SessionId,
    ) -> Result<Option<Standing>, StoreError> {
        type Found = (bool, i32, bool, Id, String, Option<Id>);
        let found: Option<Found> = self.run(|c| {
            dialect::directly!(c, |c| accounts::table
                .find(Id::from(account))
                .select((
                    accounts::active,
                    accounts::generation,
                    diesel::dsl::exists(ended_sessions::table.find(Id::from(session))),
                    accounts::organization_id,
                    accounts::role,
                    accounts::resident_id,
                ))
                .get_result(c)
                .optional())
        })?;
        found
            .map(
                |(active, generation, session_ended, organization, code, resident)| {
                    Ok(Standing {
                        active,
                        generation,
                        session_ended,
                        organization: organization.into(),
                        role: role(&code)?,
                        resident: resident.map(Into::into),
                    })
                },
            )
            .transpose()
    }
}

impl WriteTx<'_> {
    /// Adds an account.
    pub fn insert_account(
        &mut self,
        account: &Account,
        credential: &Credential,
    ) -> Result<(), StoreError> {
        let row = Row {
            id: account.id.into(),
            organization_id: account.organization.into(),
            role: account.role.code().to_owned(),
            login: account.login.as_str().to_owned(),
            name: account.name.as_str().to_owned(),
            generation: account.generation,
            active: account.active,
            resident_id: account.resident.map(Into::into),
            password_hash: credential.password_hash.clone(),
            totp_secret_sealed: credential.totp_secret_sealed.clone(),
            totp_step: NO_STEP,
        };
        self.run(|c| diesel::insert_into(accounts::table).values(row).execute(c))?;
        Ok(())
    }

    /// Ends a session; the mark is kept until the session would have ended by itself.
    pub fn end_session(&mut self, session: SessionId, until: Instant) -> Result<(), StoreError> {
        let ended: bool = self.run(|c| {
            diesel::select(diesel::dsl::exists(
                ended_sessions::table.find(Id::from(session)),
            ))
            .get_result(c)
        })?;
        if ended {
            return Ok(());
        }
        let row = (
            ended_sessions::session_id.eq(Id::from(session)),
            ended_sessions::keep_until.eq(Moment::from(until)),
        );
        self.run(|c| {
            diesel::insert_into(ended_sessions::table)
                .values(row)
                .execute(c)
        })?;
        Ok(())
    }

    /// Closes an account and ends every session of it; false if it was closed before. Who did what
    /// stays: the account itself is never removed.
    pub fn close_account(&mut self, account: AccountId) -> Result<bool, StoreError> {
        let rows = self.run(|c| {
            diesel::update(
                accounts::table
                    .find(Id::from(account))
                    .filter(accounts::active),
            )
            .set((
                accounts::active.eq(false),
                accounts::generation.eq(accounts::generation + 1),
            ))
            .execute(c)
        })?;
        Ok(rows == 1)
    }

    /// Uses up a step of the one-time code; false if it or a later one was used before.
    pub fn consume_totp_step(&mut self, account: AccountId, step: i64) -> Result<bool, StoreError> {
        let rows = self.run(|c| {
            diesel::update(
                accounts::table
                    .find(Id::from(account))
                    .filter(accounts::totp_step.lt(step)),
            )
            .set(accounts::totp_step.eq(step))
            .execute(c)
        })?;
        Ok(rows == 1)
    }
}
