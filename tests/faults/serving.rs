//! The real `tasuki serve`, as a child that can be killed.

use crate::patience::until;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// Starting includes what a database has to mend after a crash.
const START: Duration = Duration::from_secs(30);

/// A server that runs. It is killed when dropped.
pub struct Serving {
    child: Child,
    log: PathBuf,
    /// `https://127.0.0.1:port`.
    pub base: String,
}

impl Serving {
    /// Starts it and waits until it listens.
    pub fn start(mut command: Command, log: &Path) -> Self {
        let mut options = fs::OpenOptions::new();
        let file = options.create(true).append(true).open(log).unwrap();
        let before = fs::metadata(log).unwrap().len();
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(file)
            .spawn()
            .unwrap();
        let mut serving = Self {
            child,
            log: log.to_owned(),
            base: String::new(),
        };
        serving.base = until(START, "the server listens", || {
            if let Some(status) = serving.child.try_wait().unwrap() {
                panic!("ended at the start: {status}\n{}", serving.log());
            }
            let log = fs::read(&serving.log).unwrap();
            let new =
                String::from_utf8_lossy(&log[usize::try_from(before).unwrap()..]).into_owned();
            let told = new
                .lines()
                .find(|line| line.contains("で待ち受けています"))?;
            Some(told.split(' ').next()?.to_owned())
        });
        serving
    }

    /// Everything that it and those before it logged.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap()).into_owned()
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits until it was killed by somebody else.
    pub fn ends_by_a_kill(mut self) {
        until(START, "the server is killed", || {
            self.child.try_wait().unwrap()
        });
    }

    /// kill -9.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // It may have ended by itself, which `runs` tells.
        let _ = self.child.kill();
        self.child.wait().unwrap();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.end();
    }
}
