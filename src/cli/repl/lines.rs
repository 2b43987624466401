//! Lines from a stdin that is no terminal: a script, or an editor's process pipe.

use super::{Input, Lines};
use gusset::Gusset;
use std::io::{Write, stdin, stdout};

pub struct Piped;

impl Lines for Piped {
    fn read(&mut self, gusset: &mut Gusset) -> Input {
        print!("{}=> ", gusset.engine().current_namespace().name);
        let _ = stdout().flush();
        let mut text = String::new();
        loop {
            match gusset.outside(|| stdin().read_line(&mut text)) {
                Ok(0) | Err(_) if text.is_empty() => return Input::End,
                // What is missing at the end of the input is an error, which the reader tells best.
                Ok(0) | Err(_) => return Input::Text(text),
                Ok(_) if Gusset::is_complete(&text) => return Input::Text(text),
                Ok(_) => {}
            }
        }
    }

    fn close(&mut self) {
        println!();
    }
}
