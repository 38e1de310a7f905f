//! Sample views of every page in every state, with obviously fictional people. Tests and the
//! gallery take their cases from here.

mod conduct;
mod desk;
mod docs;
mod field_work;
mod import;
mod officer;
mod people;
#[cfg(test)]
pub(crate) mod records;
mod search;
mod summary;
mod wishes;

use crate::{Frame, NavItem, RenderError, Theme};

/// One page in one state.
pub struct Sample {
    /// `search-found`; a file name without its ending.
    pub name: &'static str,
    /// Whether crews see it, so that their sizes hold.
    pub for_crew: bool,
    /// The page.
    pub html: Result<String, RenderError>,
}

/// Every page in every state.
pub fn gallery(theme: Theme) -> Vec<Sample> {
    let mut all = Vec::new();
    macro_rules! show {
        ($for_crew:expr, $views:expr) => {
            for (name, mut view) in $views {
                view.frame.theme = theme;
                all.push(Sample {
                    name,
                    for_crew: $for_crew,
                    html: view.render(),
                });
            }
        };
    }
    show!(true, field_work::sign_in());
    show!(true, search::search());
    show!(true, summary::all());
    show!(true, field_work::no_record());
    show!(true, field_work::closed());
    show!(true, field_work::problem());
    show!(true, conduct::incidents());
    show!(false, conduct::officer_search());
    show!(false, conduct::search_events());
    show!(false, officer::residents());
    show!(false, officer::resident());
    show!(false, officer::withdraw());
    show!(false, import::form());
    show!(false, import::report());
    show!(false, import::done());
    show!(false, desk::accesses());
    show!(false, desk::resident_home());
    show!(false, desk::policy());
    show!(false, desk::home());
    show!(false, docs::docs());
    all
}

/// The summary's cards of wishes, each with its sentence C, as they stand in the rendered pages.
pub fn wishes_cards(theme: Theme) -> Vec<(&'static str, Result<String, RenderError>, String)> {
    summary::all()
        .into_iter()
        .map(|(name, mut view)| {
            view.frame.theme = theme;
            let sentence = view.wishes.fire_sentence.clone();
            let card = view.render().map(|html| card_of(&html).to_owned());
            (name, card, sentence)
        })
        .collect()
}

pub(crate) fn card_of(html: &str) -> &str {
    let from = html.find("<section class=\"wishes\"").unwrap_or(html.len());
    let card = html.get(from..).unwrap_or_default();
    let to = card.find("</section>").unwrap_or(card.len());
    card.get(..to).unwrap_or_default()
}

fn crew(title: &str, path: &str) -> Frame {
    Frame {
        title: title.to_owned(),
        organization: "みほん市消防本部".to_owned(),
        role_label: "救急隊員".to_owned(),
        account_name: "見本 隊員".to_owned(),
        clock: "12:03".to_owned(),
        once: None,
        theme: Theme::Auto,
        csrf: Some("0f2a…sample".to_owned()),
        drill: false,
        nav: Vec::new(),
        request_id: Some("01932d2a-7c1e-7000-8000-0000000000a1".to_owned()),
        path: path.to_owned(),
    }
}

fn officer(title: &str, path: &str) -> Frame {
    let item = |href: &str, label: &str| NavItem {
        href: href.to_owned(),
        label: label.to_owned(),
        current: href == path,
    };
    Frame {
        organization: "みほん市".to_owned(),
        role_label: "市町村職員".to_owned(),
        account_name: "見本 職員".to_owned(),
        nav: vec![
            item("/officer/residents", "登録者一覧"),
            item("/officer/import", "名簿の取込"),
            item("/policy", "だれが何を見られるか"),
        ],
        ..crew(title, path)
    }
}

fn own(title: &str, path: &str) -> Frame {
    Frame {
        organization: "みほん市".to_owned(),
        role_label: "本人".to_owned(),
        account_name: "見本 花子".to_owned(),
        ..crew(title, path)
    }
}

fn outside(title: &str, path: &str) -> Frame {
    Frame {
        organization: String::new(),
        role_label: String::new(),
        account_name: String::new(),
        ..crew(title, path)
    }
}
