/// Files that are left for everything but connections of visitors and operators: the calls to ProAbono, the sessions, the log.
const RESERVE: usize = 256;

/// How many connections the page's listener can have, of those that are wanted, so that files are left for everything else. The
/// operator's listener has [a quarter](super::for_operators) as many beside it. Most systems start a process with a low limit of
/// open files that it may raise by itself, which this does.
pub(crate) fn room_for(wanted: usize) -> usize {
    let needed = wanted + super::for_operators(wanted) + RESERVE;
    match open_files(needed) {
        Some(files) if files < needed => {
            // The operator's listener has a fifth of all, a quarter of what is left for visitors.
            let left = files - RESERVE.min(files / 2);
            (left / 5 * 4).max(1)
        }
        _ => wanted,
    }
}

/// The limit of open files, raised as far as it is needed and may be; `None` where there is none.
#[cfg(unix)]
fn open_files(needed: usize) -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let needed = needed as u64;
    let limit = getrlimit(Resource::Nofile);
    let mut current = limit.current?;
    if current < needed {
        let raised = limit.maximum.map_or(needed, |maximum| maximum.min(needed));
        let new = Rlimit {
            current: Some(raised),
            maximum: limit.maximum,
        };
        if raised > current && setrlimit(Resource::Nofile, new).is_ok() {
            current = raised;
        }
    }
    usize::try_from(current).ok()
}

#[cfg(not(unix))]
fn open_files(_: usize) -> Option<usize> {
    None
}
