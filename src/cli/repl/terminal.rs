//! Editing with a person: history, several lines, completion.

use super::completion::NamesCompleter;
use super::prompt::NamespacePrompt;
use super::{Input, Lines};
use gusset::Gusset;
use gusset::instance::Names;
use reedline::{
    EditCommand, Emacs, FileBackedHistory, KeyCode, KeyModifiers, MenuBuilder, Reedline, ReedlineEvent, ReedlineMenu,
    Signal, ValidationResult, Validator, default_emacs_keybindings,
};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// Entries that the history file keeps.
const HISTORY_ENTRIES: usize = 10_000;
const MENU: &str = "completion";

pub struct Terminal {
    editor: Reedline,
    names: Arc<Mutex<Names>>,
}

impl Terminal {
    pub fn new(gusset: &Gusset) -> std::io::Result<Terminal> {
        let names = Arc::new(Mutex::new(gusset.names()));
        let mut keys = default_emacs_keybindings();
        keys.add_binding(
            KeyModifiers::NONE,
            KeyCode::Tab,
            ReedlineEvent::UntilFound(vec![ReedlineEvent::Menu(MENU.to_owned()), ReedlineEvent::MenuNext]),
        );
        keys.add_binding(KeyModifiers::SHIFT, KeyCode::BackTab, ReedlineEvent::MenuPrevious);
        keys.add_binding(KeyModifiers::ALT, KeyCode::Enter, ReedlineEvent::Edit(vec![EditCommand::InsertNewline]));
        let menu = reedline::ColumnarMenu::default().with_name(MENU);
        let mut editor = Reedline::create()
            .with_validator(Box::new(WholeForms))
            .with_completer(Box::new(NamesCompleter(names.clone())))
            .with_quick_completions(true)
            .with_partial_completions(true)
            .with_menu(ReedlineMenu::EngineCompleter(Box::new(menu)))
            .with_edit_mode(Box::new(Emacs::new(keys)));
        // A history that cannot be kept is no reason not to start.
        if let Some(history) = history_path().and_then(|path| FileBackedHistory::with_file(HISTORY_ENTRIES, path).ok())
        {
            editor = editor.with_history(Box::new(history));
        }
        Ok(Terminal { editor, names })
    }
}

impl Lines for Terminal {
    fn read(&mut self, gusset: &mut Gusset) -> Input {
        if let Ok(mut names) = self.names.lock() {
            *names = gusset.names();
        }
        let prompt = NamespacePrompt { namespace: gusset.engine().current_namespace().name.to_string() };
        match gusset.outside(|| self.editor.read_line(&prompt)) {
            Ok(Signal::Success(text)) => Input::Text(text),
            Ok(Signal::CtrlC) => Input::Cancelled,
            Ok(Signal::CtrlD) => Input::End,
            Err(error) => {
                eprintln!("gusset: {error}");
                Input::End
            }
        }
    }
}

/// `$XDG_STATE_HOME/gusset/history`, or the same under `~/.local/state`.
fn history_path() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = set("XDG_STATE_HOME").or_else(|| Some(set("HOME")?.join(".local/state")))?;
    Some(state.join("gusset/history"))
}

/// Enter ends the entry when its forms are whole; else it starts a new line.
struct WholeForms;

impl Validator for WholeForms {
    fn validate(&self, text: &str) -> ValidationResult {
        if Gusset::is_complete(text) { ValidationResult::Complete } else { ValidationResult::Incomplete }
    }
}
