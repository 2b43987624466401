//! A server for editors.

use crate::run;
use gusset::Gusset;
use gusset::nrepl::Server;

/// Where editors look for the port, in the directory of the project.
const PORT_FILE: &str = ".nrepl-port";

/// Runs the file, and serves until Ctrl-C. Says whether it could.
pub fn run(gusset: &mut Gusset, address: &str, port: u16, file: Option<&str>, arguments: &[String]) -> bool {
    let mut server = match Server::bind(gusset, (address, port)) {
        Ok(server) => server,
        Err(error) => {
            eprintln!("gusset: cannot listen at {address}, port {port}: {error}");
            return false;
        }
    };
    let port = server.address().port();
    // As other servers say it: editors look for this line.
    println!("nREPL server started on port {port} on host {address} - nrepl://{address}:{port}");
    if let Err(error) = std::fs::write(PORT_FILE, port.to_string()) {
        eprintln!("gusset: cannot write {PORT_FILE}: {error}");
    }
    if let Some(file) = file {
        // What goes wrong in it is told, and can be mended.
        run::file(gusset, file, arguments);
    }
    server.serve(gusset);
    // Another server may have started here since.
    if std::fs::read_to_string(PORT_FILE).is_ok_and(|written| written == port.to_string()) {
        let _ = std::fs::remove_file(PORT_FILE);
    }
    true
}
