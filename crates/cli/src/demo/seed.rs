//! Registers the people of the city, as an officer and a doctor would, through the same use-cases.

use super::{
    accounts::{self, Institutions},
    document::Sample,
};
use crate::{answer::done, edge::SystemEdge, say};
use anyhow::{Context as _, anyhow};
use std::{
    collections::HashMap,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tasuki_app::{
    Occasion, Tasuki, care_teams, consents,
    residents::{self, ListResidents, NewResident, RecordFact, ResidentLine},
    rosters::{self, RosterConsent, RosterLine},
};
use tasuki_city::{City, Form, Person, offices::Team, training};
use tasuki_domain::{
    application::Route,
    birth_date::PartialDate,
    caller::Caller,
    fact::FactBody,
    id::{OrganizationId, ResidentId},
    municipality::MunicipalityCode,
    provenance::Source,
    resident::RosterKey,
    time::Instant,
};
use tasuki_http::Edge as _;

/// People of one step: imported together, then completed.
const STEP: usize = 500;
/// Threads that complete records: enough to share the commits of the one writer.
const THREADS: usize = 8;

/// The sample resident as registered.
pub struct Registered {
    /// What demo.json says of them.
    pub sample: Sample,
    /// Who they are.
    pub resident: ResidentId,
    /// Their name as written.
    pub name: String,
}

struct Seeder<'a> {
    tasuki: &'a Tasuki,
    edge: SystemEdge,
    officer: Caller,
    physician: Caller,
    municipality: MunicipalityCode,
    teams: &'a std::collections::BTreeMap<Team, OrganizationId>,
    /// The last moment used: identifiers of a later step sort after those of an earlier one.
    last: Mutex<Instant>,
}

/// Registers `count` people of the city of a seed.
pub fn register(
    tasuki: &Tasuki,
    edge: SystemEdge,
    institutions: &Institutions,
    count: usize,
    seed: u64,
) -> anyhow::Result<Registered> {
    let seeder = Seeder {
        tasuki,
        edge,
        officer: accounts::console(tasuki, edge, "officer")?,
        physician: accounts::console(tasuki, edge, "physician")?,
        municipality: accounts::municipality()?,
        teams: &institutions.teams,
        last: Mutex::new(Instant::MIN),
    };
    let mut city = City::new(seed, edge.today())?;
    let bar = say::progress(count, "うみかぜ市をつくっています");
    let (mut left, mut after, mut sample) = (count, None, None);
    while left > 0 {
        let people: Vec<Person> = city
            .by_ref()
            .take(left.min(STEP))
            .collect::<Result<_, _>>()?;
        left -= people.len();
        seeder.import(&people)?;
        let mut lines = HashMap::new();
        after = seeder.list(after, &mut lines)?;
        seeder.complete(&people, &lines, &|| bar.inc(1))?;
        sample = sample.or(found_sample(&people, &lines)?);
    }
    bar.finish_and_clear();
    sample.context("the sample is missing")
}

impl Seeder<'_> {
    fn occasion(&self) -> Occasion {
        let mut last = self
            .last
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        let later = last.saturating_add(jiff::SignedDuration::from_millis(2));
        *last = later.map_or(self.edge.now(), |later| later.max(self.edge.now()));
        Occasion::new(*last, self.edge.entropy())
    }

    fn import(&self, people: &[Person]) -> anyhow::Result<()> {
        let (others, plain): (Vec<&Person>, Vec<&Person>) =
            people.iter().partition(|person| person.same_as_another);
        self.import_lines(&plain)?;
        // A roster takes nobody for another person of the same name and birth date; at the counter
        // an officer has looked.
        for person in &others {
            let input = NewResident {
                municipality: self.municipality.clone(),
                identity: person.identity.clone(),
                protected_address: person.protected_address,
                roster_key: Some(person.key.clone()),
                receipt: format!("窓口 {}", person.key.as_str()).parse()?,
                route: Route::Counter,
                signed_on: person.signed_on,
                source: person.source,
                not_a_duplicate: true,
            };
            let occasion = self.occasion();
            done(residents::register(
                self.tasuki,
                &self.officer,
                &occasion,
                None,
                &input,
            ))?;
        }
        if others.is_empty() {
            return Ok(());
        }
        self.import_lines(&others)
    }

    fn import_lines(&self, people: &[&Person]) -> anyhow::Result<()> {
        let lines: Vec<RosterLine> = people
            .iter()
            .enumerate()
            .map(|(index, person)| line(index + 2, person))
            .collect();
        let imported = done(rosters::import(
            self.tasuki,
            &self.officer,
            &self.occasion(),
            &self.municipality,
            &lines,
            b"",
            &mut |_| {},
        ))?;
        match imported.rejected.first() {
            Some((line, code, ..)) => Err(anyhow!("line {line} of a step was rejected: {code}")),
            None => Ok(()),
        }
    }

    fn list(
        &self,
        mut after: Option<ResidentId>,
        lines: &mut HashMap<RosterKey, ResidentLine>,
    ) -> anyhow::Result<Option<ResidentId>> {
        loop {
            let input = ListResidents {
                family_kana: None,
                after,
            };
            let page = done(residents::list(
                self.tasuki,
                &self.officer,
                &self.occasion(),
                &input,
            ))?;
            after = page.lines.last().map(|line| line.resident.id).or(after);
            for line in page.lines {
                if let Some(key) = line.resident.roster_key.clone() {
                    lines.insert(key, line);
                }
            }
            if page.next.is_none() {
                return Ok(after);
            }
        }
    }

    fn complete(
        &self,
        people: &[Person],
        lines: &HashMap<RosterKey, ResidentLine>,
        progress: &(dyn Fn() + Sync),
    ) -> anyhow::Result<()> {
        let next = AtomicUsize::new(0);
        let work = || -> anyhow::Result<()> {
            while let Some(person) = people.get(next.fetch_add(1, Ordering::Relaxed)) {
                let line = lines.get(&person.key).context("not listed")?;
                self.complete_one(person, line)?;
                progress();
            }
            Ok(())
        };
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(work)).collect();
            for thread in threads {
                thread.join().map_err(|_| anyhow!("a thread panicked"))??;
            }
            Ok(())
        })
    }

    fn complete_one(&self, person: &Person, line: &ResidentLine) -> anyhow::Result<()> {
        let resident = line.resident.id;
        for team in &person.teams {
            let organization = *self.teams.get(team).context("an institution is missing")?;
            let occasion = self.occasion();
            done(care_teams::join(
                self.tasuki,
                &self.officer,
                &occasion,
                resident,
                organization,
            ))?;
        }
        for wish in &person.by_physician {
            let input = RecordFact {
                resident,
                body: FactBody::Wish(wish.clone()),
                replaces: None,
                source: Source::Physician,
                said_by: None,
                as_of: wish.talked_on,
                if_version: None,
            };
            let occasion = self.occasion();
            done(residents::record_fact(
                self.tasuki,
                &self.physician,
                &occasion,
                None,
                &input,
            ))?;
        }
        if person.withdrawn {
            let consent = line.consent.as_ref().context("a consent is missing")?.id;
            let occasion = self.occasion();
            done(consents::withdraw(
                self.tasuki,
                &self.officer,
                &occasion,
                consent,
            ))?;
        }
        Ok(())
    }
}

fn line(number: usize, person: &Person) -> RosterLine {
    let consent = |form: &Form| RosterConsent {
        rows: form.rows.clone(),
        collection: form.collection,
        evidence: form.evidence.clone(),
        proxy: form.proxy.clone(),
        until: form.until,
    };
    RosterLine {
        line: number,
        key: person.key.clone(),
        identity: person.identity.clone(),
        protected_address: person.protected_address,
        facts: person.facts.clone(),
        consent: person.consent.as_ref().map(consent),
        signed_on: person.signed_on,
        as_of: PartialDate::Day(person.as_of),
        confirmed_on: person.confirmed_on,
        source: person.source,
    }
}

fn found_sample(
    people: &[Person],
    lines: &HashMap<RosterKey, ResidentLine>,
) -> anyhow::Result<Option<Registered>> {
    let is_sample =
        |person: &&Person| person.identity.name.family.as_str() == training::SAMPLE_FAMILY;
    let Some(person) = people.iter().find(is_sample) else {
        return Ok(None);
    };
    let line = lines.get(&person.key).context("the sample is not listed")?;
    let name = &person.identity.name;
    let kana = |kana: &Option<tasuki_domain::text::KanaName>| {
        kana.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    Ok(Some(Registered {
        sample: Sample {
            resident_id: line.resident.id.to_string(),
            family_kana: kana(&name.family_kana),
            given_kana: kana(&name.given_kana),
            birth_date: person.identity.birth_date.to_string(),
            card_number: line.resident.card.to_string(),
        },
        resident: line.resident.id,
        name: name.written(),
    }))
}
