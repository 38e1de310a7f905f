//! `/officer/residents`: the register, page by page; the filter is posted.

use super::lines::line;
use crate::pages::{
    answer::{self, PageAnswer},
    fields::Fields,
    posted::Posted,
    visit::Visit,
};
use tasuki_app::residents::{ListResidents, ResidentPage};
use tasuki_domain::text::KanaName;
use tasuki_ui::{Field, FieldError, page::ResidentsView};

/// Shows the register.
pub(crate) async fn list(visit: Visit) -> PageAnswer {
    let query = visit.query();
    let input = ListResidents {
        family_kana: None,
        after: after(&query),
    };
    show(&visit, Field::default(), input).await
}

/// Shows those whose kana begins with what was typed.
pub(crate) async fn filter(Posted { visit, fields }: Posted) -> PageAnswer {
    let kana = fields.field("kana");
    if kana.value.is_empty() {
        return Ok(answer::see_other("/officer/residents"));
    }
    match kana.value.parse::<KanaName>() {
        Ok(family_kana) => {
            let input = ListResidents {
                family_kana: Some(family_kana),
                after: after(&fields),
            };
            show(&visit, kana, input).await
        }
        Err(invalid) => {
            let who = visit.who().await?;
            let view = ResidentsView {
                frame: visit.frame(TITLE, &who),
                kana: kana.with_error(FieldError::from(&invalid)),
                total: 0,
                rows: Vec::new(),
                next_cursor: None,
            };
            answer::wrong(view.render())
        }
    }
}

const TITLE: &str = "登録者一覧";

fn after(fields: &Fields) -> Option<tasuki_domain::id::ResidentId> {
    fields.filled("after").and_then(|id| id.parse().ok())
}

async fn show(visit: &Visit, kana: Field, input: ListResidents) -> PageAnswer {
    let (who, page) = visit
        .see(move |tasuki, caller, occasion| {
            tasuki_app::residents::list(tasuki, caller, occasion, &input)
        })
        .await?;
    let ResidentPage { lines, next, total } = page;
    let view = ResidentsView {
        frame: visit.frame(TITLE, &who),
        kana,
        total,
        rows: lines
            .iter()
            .map(|each| line(each, visit.setting.today()))
            .collect(),
        next_cursor: next.map(|next| next.to_string()),
    };
    answer::page(view.render())
}
