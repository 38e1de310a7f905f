//! Which institutions care for a resident, and since when.

use crate::{
    ReadTx, StoreError, WriteTx, dialect,
    schema::care_teams,
    sql::{Id, Moment},
};
use diesel::prelude::*;
use tasuki_domain::{
    id::{AccountId, OrganizationId, ResidentId},
    time::Instant,
};

impl ReadTx<'_> {
    /// Whether the institution cares for the resident at `now`.
    pub fn in_care_team(
        &mut self,
        resident: ResidentId,
        organization: OrganizationId,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let now = Moment::from(now);
        self.run(|c| {
            dialect::directly!(c, |c| diesel::select(diesel::dsl::exists(
                care_teams::table
                    .filter(care_teams::resident_id.eq(Id::from(resident)))
                    .filter(care_teams::organization_id.eq(Id::from(organization)))
                    .filter(care_teams::joined_at.le(now))
                    .filter(
                        care_teams::left_at
                            .is_null()
                            .or(care_teams::left_at.gt(now)),
                    ),
            ))
            .get_result(c))
        })
    }
}

impl WriteTx<'_> {
    /// Takes an institution into the resident's care team; one that is in it stays as it is.
    pub fn join_care_team(
        &mut self,
        resident: ResidentId,
        organization: OrganizationId,
        from: Instant,
        by: AccountId,
    ) -> Result<(), StoreError> {
        let current: bool = self.run(|c| {
            diesel::select(diesel::dsl::exists(
                care_teams::table
                    .filter(care_teams::resident_id.eq(Id::from(resident)))
                    .filter(care_teams::organization_id.eq(Id::from(organization)))
                    .filter(care_teams::left_at.is_null()),
            ))
            .get_result(c)
        })?;
        if current {
            return Ok(());
        }
        let row = (
            care_teams::resident_id.eq(Id::from(resident)),
            care_teams::organization_id.eq(Id::from(organization)),
            care_teams::joined_at.eq(Moment::from(from)),
            care_teams::joined_by.eq(Id::from(by)),
        );
        self.run(|c| {
            diesel::insert_into(care_teams::table)
                .values(row)
                .execute(c)
        })?;
        Ok(())
    }

    /// Ends an institution's part in the care team. Refuses as stale one that is not in it.
    pub fn leave_care_team(
        &mut self,
        resident: ResidentId,
        organization: OrganizationId,
        at: Instant,
        by: AccountId,
    ) -> Result<(), StoreError> {
        let rows = self.run(|c| {
            diesel::update(
                care_teams::table
                    .filter(care_teams::resident_id.eq(Id::from(resident)))
                    .filter(care_teams::organization_id.eq(Id::from(organization)))
                    .filter(care_teams::left_at.is_null()),
            )
            .set((
                care_teams::left_at.eq(Moment::from(at)),
                care_teams::left_by.eq(Id::from(by)),
            ))
            .execute(c)
        })?;
        if rows == 1 {
            Ok(())
        } else {
            Err(StoreError::Stale)
        }
    }
}
