//! The network between the service and its database: it can be cut, go silent, or lose exactly the
//! answer to a commit.

use std::{
    io::{Read as _, Write as _},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
};

/// How a client of the database says that it wants to keep what it wrote.
const COMMIT: &[u8] = b"COMMIT\0";

/// Where a commit is cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The server never hears of it.
    Before,
    /// The server does it, and nobody hears that.
    After,
}

/// Listens in place of a server.
pub struct Proxy {
    /// Where it listens.
    pub port: u16,
    orders: Arc<Orders>,
}

/// What every connection looks at.
#[derive(Default)]
struct Orders {
    silent: AtomicBool,
    /// How often it went silent: connections of an earlier time stay silent for good, as those do
    /// whose state a firewall forgot.
    times: AtomicU64,
    /// Commits still to be cut off.
    before: AtomicUsize,
    after: AtomicUsize,
    open: Mutex<Vec<TcpStream>>,
}

/// One connection through it.
struct Line {
    client: TcpStream,
    server: TcpStream,
    born: u64,
    /// Born silent.
    deaf: bool,
    /// A commit was sent whose answer must not arrive.
    swallows: AtomicBool,
}

impl Proxy {
    /// Stands before a server on this machine.
    pub fn before(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let orders = Arc::<Orders>::default();
        let known = Arc::clone(&orders);
        // It ends with the process; a test has few of them.
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(("127.0.0.1", server)) else {
                    // Nobody there: the client sees it at once.
                    continue;
                };
                carry(&known, client, server);
            }
        });
        Self { port, orders }
    }

    /// Resets every connection there is.
    pub fn cuts(&self) {
        for stream in self.orders.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Swallows everything from now on; nobody is told.
    pub fn goes_silent(&self) {
        self.orders.silent.store(true, Ordering::SeqCst);
        self.orders.times.fetch_add(1, Ordering::SeqCst);
    }

    /// Carries what is sent on new connections; the old ones stay silent.
    pub fn comes_back(&self) {
        self.orders.silent.store(false, Ordering::SeqCst);
    }

    /// Cuts off so many of the commits to come.
    pub fn cuts_commits(&self, cut: Cut, many: usize) {
        self.counter(cut).store(many, Ordering::SeqCst);
    }

    /// How many of them are still to come.
    pub fn commits_to_cut(&self, cut: Cut) -> usize {
        self.counter(cut).load(Ordering::SeqCst)
    }

    fn counter(&self, cut: Cut) -> &AtomicUsize {
        match cut {
            Cut::Before => &self.orders.before,
            Cut::After => &self.orders.after,
        }
    }
}

fn carry(orders: &Arc<Orders>, client: TcpStream, server: TcpStream) {
    for stream in [&client, &server] {
        stream.set_nodelay(true).unwrap();
        orders
            .open
            .lock()
            .unwrap()
            .push(stream.try_clone().unwrap());
    }
    let line = Arc::new(Line {
        client,
        server,
        born: orders.times.load(Ordering::SeqCst),
        deaf: orders.silent.load(Ordering::SeqCst),
        swallows: AtomicBool::new(false),
    });
    for to_server in [true, false] {
        let (orders, line) = (Arc::clone(orders), Arc::clone(&line));
        std::thread::spawn(move || {
            line.pump(&orders, to_server);
            // Whatever ended one direction ends both.
            line.ends();
        });
    }
}

impl Line {
    fn ends(&self) {
        let _ = self.client.shutdown(Shutdown::Both);
        let _ = self.server.shutdown(Shutdown::Both);
    }

    fn pump(&self, orders: &Orders, to_server: bool) {
        let (mut from, mut to) = if to_server {
            (&self.client, &self.server)
        } else {
            (&self.server, &self.client)
        };
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let Ok(length @ 1..) = from.read(&mut buffer) else {
                // A silent network does not tell of an end either.
                if self.is_silent(orders) {
                    wait_for_ever();
                }
                return;
            };
            if self.is_silent(orders) {
                continue;
            }
            let sent = &buffer[..length];
            let commits = to_server && sent.windows(COMMIT.len()).any(|part| part == COMMIT);
            if commits && take(&orders.before) {
                return;
            }
            if commits && take(&orders.after) {
                self.swallows.store(true, Ordering::SeqCst);
            }
            if !to_server && self.swallows.load(Ordering::SeqCst) {
                return;
            }
            if to.write_all(sent).is_err() {
                return;
            }
        }
    }

    fn is_silent(&self, orders: &Orders) -> bool {
        self.deaf
            || orders.silent.load(Ordering::SeqCst)
            || orders.times.load(Ordering::SeqCst) != self.born
    }
}

/// Takes one of a number, if there is one left.
fn take(counter: &AtomicUsize) -> bool {
    let less = |many: usize| many.checked_sub(1);
    counter
        .fetch_update(Ordering::SeqCst, Ordering::SeqCst, less)
        .is_ok()
}

fn wait_for_ever() {
    loop {
        std::thread::park();
    }
}
