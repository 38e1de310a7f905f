//! A verified caller on a page, and the one way from there to a use-case.

use super::{fields::Fields, names, problem::PageProblem, setting::Setting};
use crate::{extract::page_caller::PageCaller, run::run_within};
use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use std::{
    future::{Ready, ready},
    str::FromStr,
    time::Duration,
};
use tasuki_app::{
    Answer, Occasion, Refusal, Tasuki,
    accounts::{Whoami, whoami},
};
use tasuki_domain::caller::Caller;
use tasuki_ui::Frame;

/// A verified caller on a page. Everything else of the request is read after it exists.
pub(crate) struct Visit {
    /// Who.
    pub(crate) caller: Caller,
    /// What the frame needs of the request.
    pub(crate) setting: Setting,
    csrf: String,
    req: HttpRequest,
}

impl FromRequest for Visit {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, actix_web::Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let verified = PageCaller::from_request(req, payload).into_inner();
        ready(verified.and_then(|PageCaller { caller, csrf }| {
            let setting = Setting::of(req).ok_or_else(PageProblem::unrendered)?;
            Ok(Self {
                caller,
                setting,
                csrf,
                req: req.clone(),
            })
        }))
    }
}

impl Visit {
    /// The frame of a page of theirs.
    pub(crate) fn frame(&self, title: &str, who: &Whoami) -> Frame {
        Frame {
            organization: who.organization.as_str().to_owned(),
            role_label: who.role.japanese().to_owned(),
            account_name: who.name.as_str().to_owned(),
            nav: names::nav(who.role, who.resident, self.req.path()),
            ..self.setting.frame(title, Some(self.csrf.clone()))
        }
    }

    /// The frame of a page shown in answer to a form, whose own address cannot be opened.
    pub(crate) fn frame_at(&self, title: &str, who: &Whoami, path: String) -> Frame {
        Frame {
            path,
            ..self.frame(title, who)
        }
    }

    /// Whether it is the token of this session's forms.
    pub(crate) fn is_own_form(&self, token: &str) -> bool {
        tasuki_auth::csrf::verify(
            self.setting.state.tasuki.master(),
            self.caller.session,
            token,
        )
    }

    /// An identifier in the path; what is none is nothing that could be found.
    pub(crate) fn id<I: FromStr>(&self) -> Result<I, PageProblem> {
        let segment = self.req.match_info().get("id").unwrap_or_default();
        segment
            .parse()
            .map_err(|_| self.refused(None, &Refusal::NotFound))
    }

    /// The query's fields; identifiers only ever stand there.
    pub(crate) fn query(&self) -> Fields {
        let pairs = web::Query::<Vec<(String, String)>>::from_query(self.req.query_string());
        Fields::new(pairs.map(web::Query::into_inner).unwrap_or_default())
    }

    /// A cookie's value.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.req
            .cookie(name)
            .map(|cookie| cookie.value().to_owned())
    }

    /// Asks a use-case, with the names for the frame read beside it. A refusal of the use-case is
    /// a value, for pages that show it in a form.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        use_case: impl FnOnce(&Tasuki, &Caller, &Occasion) -> Answer<T> + Send + 'static,
    ) -> Result<(Whoami, Result<T, Refusal>), PageProblem> {
        self.ask_within(self.setting.state.limits.work, use_case)
            .await
    }

    /// The same of a use-case that may take longer.
    pub(crate) async fn ask_within<T: Send + 'static>(
        &self,
        limit: Duration,
        use_case: impl FnOnce(&Tasuki, &Caller, &Occasion) -> Answer<T> + Send + 'static,
    ) -> Result<(Whoami, Result<T, Refusal>), PageProblem> {
        let caller = self.caller.clone();
        let asked = run_within(&self.setting.state, limit, move |tasuki, occasion| {
            Ok(Ok(match whoami(tasuki, &caller, occasion)? {
                Ok(who) => Ok((who, use_case(tasuki, &caller, occasion)?)),
                Err(refusal) => Err(refusal),
            }))
        })
        .await;
        match asked {
            Ok(Ok((who, answer))) => {
                if let Err(refusal) = &answer {
                    self.setting.state.metrics.refused(refusal.code());
                }
                Ok((who, answer))
            }
            Ok(Err(refusal)) => Err(self.refused(None, &refusal)),
            Err(failure) => Err(PageProblem::failed(
                self.problem_frame(None),
                self.caller.role,
                &failure,
            )),
        }
    }

    /// Asks a use-case of which a refusal is the end.
    pub(crate) async fn see<T: Send + 'static>(
        &self,
        use_case: impl FnOnce(&Tasuki, &Caller, &Occasion) -> Answer<T> + Send + 'static,
    ) -> Result<(Whoami, T), PageProblem> {
        match self.ask(use_case).await? {
            (who, Ok(answer)) => Ok((who, answer)),
            (who, Err(refusal)) => Err(self.refused(Some(&who), &refusal)),
        }
    }

    /// The names for the frame alone.
    pub(crate) async fn who(&self) -> Result<Whoami, PageProblem> {
        self.see(|_, _, _| Ok(Ok(()))).await.map(|(who, ())| who)
    }

    /// The page of a refusal.
    pub(crate) fn refused(&self, who: Option<&Whoami>, refusal: &Refusal) -> PageProblem {
        PageProblem::refused(
            self.problem_frame(who),
            self.caller.role,
            refusal,
            &self.setting.path,
        )
    }

    /// The page of a form that is not this session's, or that cannot be read.
    pub(crate) fn foreign_form(&self) -> PageProblem {
        PageProblem::foreign_form(self.problem_frame(None), self.caller.role)
    }

    fn problem_frame(&self, who: Option<&Whoami>) -> Frame {
        let title = "お知らせ";
        let frame = match who {
            Some(who) => self.frame(title, who),
            None => self.setting.frame(title, Some(self.csrf.clone())),
        };
        // The page in error may be one that only a form opens.
        Frame {
            path: names::start(self.caller.role).to_owned(),
            ..frame
        }
    }
}
