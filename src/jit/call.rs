//! Calls: direct ones between compiled functions, with unboxed arguments where they fit, and those through entries.

use super::cleanup::Action;
use super::r#gen::{Built, Gen, Local, Refused, Return, STATUS_THROWN, Want};
use super::ir::Val;
use super::rep::{Hold, Operand, Rep};
use super::runtime;
use super::subject::{Target, Unit};
use crate::ast::{Function, Node, NodeKind};
use crate::data::var::Var;
use crate::engine::Engine;
use crate::source::Span;
use crate::value::{Object, Ref, Value, word};
use std::cell::Cell;
use std::mem::offset_of;

impl<'a> Gen<'a> {
    /// Whether each call is counted, so that none may be spared.
    pub fn counts_calls(&self) -> bool {
        Engine::of(self.subject.cx).config.count_calls
    }

    /// Counts a call, where the report wants to know.
    pub fn count_call(&mut self, calls: &Cell<u64>) {
        if self.counts_calls() {
            let (ir, calls) = (self.ir, self.ir.address(calls.as_ptr()));
            ir.store(ir.add(ir.load(ir.i64, calls), ir.word(1)), calls);
        }
    }

    pub fn call(&mut self, callee: &'a Node, args: &'a [Node], node: &'a Node) -> Built {
        let nodes: Vec<&Node> = args.iter().collect();
        let (target, guarded) = self.subject.target(callee, args.len());
        match (&target, &callee.kind) {
            (Target::Itself | Target::Compiled(_), _) => self.direct(&target, guarded, callee, &nodes, &node.span),
            (Target::Entry, NodeKind::Var(var)) => {
                let words = self.words(&nodes)?;
                self.poll_with(&words, &node.span)?;
                let word = self.through_entry(var, &words);
                self.outcome(word, &node.span)
            }
            (_, NodeKind::Var(var)) if !var.dynamic.get() => {
                let words = self.words(&nodes)?;
                self.poll_with(&words, &node.span)?;
                let word = self.through_var(var, &words);
                self.outcome(word, &node.span)
            }
            _ => {
                let scope = self.top;
                let function = self.expr(callee, Want::Own)?;
                let function = self.to_word(function);
                let function = self.own(function);
                if function.needs_release() {
                    self.push(Action::Release(function));
                }
                let words = self.words(&nodes)?;
                self.poll_with(&words, &node.span)?;
                self.top = scope;
                let array = self.array(&words);
                let count = self.ir.word(words.len() as u64);
                let args = [self.cx(), function.value, array, count];
                let word = self.ir.call_address(runtime::call as *const () as usize, self.ir.i64, &args);
                self.release(function);
                self.outcome(word, &node.span)
            }
        }
    }

    /// The poll before a call, which drops the owned arguments where it raises.
    fn poll_with(&mut self, words: &[Val], at: &'a Span) -> Built<()> {
        if self.polled {
            return Ok(());
        }
        let scope = self.top;
        for word in words {
            self.push(Action::Release(Operand::owned(*word)));
        }
        self.poll_before_call(at)?;
        self.top = scope;
        Ok(())
    }

    /// The address of a var's root.
    fn root(&self, var: &Ref<Var>) -> Val {
        let offset = offset_of!(Object<Var>, body) + offset_of!(Var, root);
        self.ir.address((var.as_raw().as_ptr() as usize + offset) as *const u8)
    }

    /// The value of a var.
    pub fn var(&mut self, var: &'a Ref<Var>, node: &'a Node) -> Built {
        let ir = self.ir;
        self.keep(var.clone().into());
        let (rare, usual, after) = (self.block(), self.block(), self.block());
        let plain = if var.dynamic.get() {
            ir.br(rare);
            None
        } else {
            let root = ir.load(ir.i64, self.root(var));
            ir.rarely(ir.eq(root, ir.word(word::UNBOUND)), rare, usual);
            Some(root)
        };
        ir.at(rare);
        let args = [self.cx(), ir.address(var.as_raw().as_ptr())];
        let looked_up = ir.call_address(runtime::var_value as *const () as usize, ir.i64, &args);
        let looked_up = self.outcome(looked_up, &node.span)?;
        let rare_end = ir.here();
        ir.br(after);
        ir.at(usual);
        let Some(root) = plain else {
            ir.unreachable();
            ir.at(after);
            return Ok(looked_up);
        };
        let root = self.own(Operand::word(root, Hold::Borrowed));
        let usual_end = ir.here();
        ir.br(after);
        ir.at(after);
        Ok(self.merge(Rep::Word, &[(looked_up, rare_end), (root, usual_end)]))
    }

    /// Keeps a value alive as long as the code.
    pub fn keep(&mut self, value: Value) {
        if value.header().is_some() && !self.kept.iter().any(|kept| kept.identical(&value)) {
            self.kept.push(value);
        }
    }

    /// Calls whatever is in the var with owned words; gives what the entry gave.
    fn through_var(&mut self, var: &Ref<Var>, words: &[Val]) -> Val {
        self.keep(var.clone().into());
        let array = self.array(words);
        let ir = self.ir;
        let args = [self.cx(), ir.address(var.as_raw().as_ptr()), array, ir.word(words.len() as u64)];
        ir.call_address(runtime::call_var as *const () as usize, ir.i64, &args)
    }

    /// Calls the function or builtin that was in the var when this was compiled through its code pointer, unless
    /// another value is there now.
    fn through_entry(&mut self, var: &Ref<Var>, words: &[Val]) -> Val {
        let ir = self.ir;
        let known = var.root.get();
        self.keep(known.clone());
        let header = known.word() - word::HEAP_TAG;
        let (changed, same, after) = (self.block(), self.block(), self.block());
        let root = ir.load(ir.i64, self.root(var));
        ir.rarely(ir.ne(root, ir.word(known.word())), changed, same);
        ir.at(same);
        let array = self.array(words);
        let place = header as usize + offset_of!(Object<Function>, body) + offset_of!(Function, entry);
        let entry = ir.load(ir.ptr, ir.address(place as *const u8));
        let ty = ir.function_type(ir.i64, &[ir.ptr, ir.ptr, ir.ptr, ir.i64]);
        let args = [self.cx(), ir.address(header as *const u8), array, ir.word(words.len() as u64)];
        let direct = ir.call(ty, entry, &args);
        let same_end = ir.here();
        ir.br(after);
        ir.at(changed);
        let other = self.through_var(var, words);
        let changed_end = ir.here();
        ir.br(after);
        ir.at(after);
        ir.phi(ir.i64, &[(direct, same_end), (other, changed_end)])
    }

    /// A call of a function that is compiled, or of the one being compiled.
    fn direct(&mut self, target: &Target, guarded: bool, callee: &'a Node, nodes: &[&'a Node], at: &'a Span) -> Built {
        let ir = self.ir;
        let subject = self.subject;
        let operands = self.operands(nodes, false)?;
        let reps: Vec<Rep> = operands.iter().map(|operand| operand.rep).collect();
        if reps.contains(&Rep::Never) {
            return Ok(self.dead());
        }
        if !self.polled {
            let scope = self.top;
            for operand in operands.iter().filter(|operand| operand.needs_release()) {
                self.push(Action::Release(*operand));
            }
            self.poll_before_call(at)?;
            self.top = scope;
        }
        let result = subject.call_result(target, guarded, self.self_result, &reps);
        let var = match &callee.kind {
            NodeKind::Var(var) => Some(var),
            _ => None,
        };
        // Words are made before the guard, for both ways.
        let params = subject.params_of(target);
        let mut typed = Vec::with_capacity(operands.len());
        let mut sure: Option<Val> = None;
        let mut possible = true;
        let mut passed = Vec::with_capacity(operands.len());
        for (operand, param) in operands.iter().zip(params) {
            let (value, test, operand) = match param {
                Rep::Long | Rep::Double => match self.fit(*operand, *param) {
                    Some((value, test)) => (value, test, *operand),
                    None => {
                        possible = false;
                        (operand.value, None, *operand)
                    }
                },
                _ => {
                    let word = self.to_word(*operand);
                    let word = self.own(word);
                    (word.value, None, word)
                }
            };
            typed.push(value);
            passed.push(operand);
            sure = match (sure, test) {
                (Some(a), Some(b)) => Some(ir.and(a, b)),
                (a, b) => a.or(b),
            };
        }
        let known = var.map(|var| var.root.get());
        if let (Some(var), Some(known)) = (var, &known) {
            self.keep(known.clone());
            let same = ir.eq(ir.load(ir.i64, self.root(var)), ir.word(known.word()));
            sure = Some(sure.map_or(same, |sure| ir.and(same, sure)));
        }
        let (fast, slow, after) = (self.block(), self.block(), self.block());
        match (possible, sure) {
            (false, _) => ir.br(slow),
            (true, None) => ir.br(fast),
            (true, Some(sure)) => ir.rarely(ir.not(sure), slow, fast),
        }
        ir.at(fast);
        let header = known.map(|known| ir.address((known.word() - word::HEAP_TAG) as *const u8));
        let mut ways = Vec::with_capacity(3);
        if possible
            && matches!(target, Target::Itself)
            && matches!(result, Rep::Long | Rep::LongOrWord | Rep::Double | Rep::DoubleOrWord)
            && let Some((value, end)) = self.base_case(&typed, result)?
        {
            let here = ir.here();
            ir.at(end);
            ir.br(after);
            ir.at(here);
            ways.push((value, end));
        }
        let fast_result = if possible { Some(self.enter(target, header, &typed, at)?) } else { None };
        match fast_result {
            Some(operand) => {
                let operand = self.sure(operand, result)?;
                ways.push((operand, ir.here()));
                ir.br(after);
            }
            None => ir.unreachable(),
        }
        ir.at(slow);
        if !possible || sure.is_some() {
            let cold = std::mem::replace(&mut self.cold, true);
            let mut words = Vec::with_capacity(passed.len());
            for operand in passed {
                let word = self.to_word(operand);
                words.push(self.own(word).value);
            }
            self.cold = cold;
            let word = match var {
                Some(var) => self.through_var(var, &words),
                None => self.through_callee(&words)?,
            };
            let word = self.outcome(word, at)?;
            let operand = self.sure(word, result)?;
            ways.push((operand, ir.here()));
            ir.br(after);
        } else {
            ir.unreachable();
        }
        ir.at(after);
        if result == Rep::Never {
            // It never returns; what follows is not reached.
            return Ok(Operand::plain(Rep::Never, ir.undef(ir.i64)));
        }
        Ok(self.merge(result, &ways))
    }

    /// A direct call's result in the representation that inference found, which may rule its tag out.
    fn sure(&mut self, operand: Operand, result: Rep) -> Built {
        match (operand.rep, result) {
            (Rep::LongOrWord, Rep::Long) | (Rep::DoubleOrWord, Rep::Double) => {
                Ok(Operand::plain(result, operand.value))
            }
            (_, Rep::Never) => Ok(Operand::plain(Rep::Never, operand.value)),
            _ => self.to_rep(operand, result),
        }
    }

    /// An operand as a parameter of that unboxed representation, and whether it is one, where that is not sure. A
    /// long never is a double here.
    fn fit(&self, operand: Operand, param: Rep) -> Option<(Val, Option<Val>)> {
        let untagged = operand.tag.map(|tag| self.ir.not(tag));
        match (operand.rep, param) {
            (Rep::Long, Rep::Long) | (Rep::Double, Rep::Double) => Some((operand.value, None)),
            (Rep::LongOrWord, Rep::Long) | (Rep::DoubleOrWord, Rep::Double) => Some((operand.value, untagged)),
            (Rep::Word, _) => {
                let (number, fits) = self.probe_word(operand.value, param);
                Some((number, Some(fits)))
            }
            _ => None,
        }
    }

    /// Calls a specialised function.
    fn enter(&mut self, target: &Target, known: Option<Val>, args: &[Val], at: &'a Span) -> Built {
        let (function, takes_callee) = match target {
            Target::Itself => {
                let Some(itself) = self.itself else {
                    return Err(Refused("a loop cannot call itself".to_owned()));
                };
                (itself, self.subject.callee)
            }
            Target::Compiled(unit) => (self.unit_function(unit), unit.callee),
            _ => return Err(Refused("not a compiled function".to_owned())),
        };
        let mut all = Vec::with_capacity(args.len() + 1);
        if takes_callee {
            all.push(match known {
                Some(header) => header,
                None => self.callee_value()?,
            });
        }
        all.extend_from_slice(args);
        let returned = self.ir.call(function.ty, function.function, &all);
        self.returned(returned, function.result, at)
    }

    fn unit_function(&mut self, unit: &Unit) -> Local {
        let ir = self.ir;
        let mut types = Vec::new();
        if unit.callee {
            types.push(ir.ptr);
        }
        types.extend(unit.params.iter().map(|rep| rep.payload(ir)));
        let result = Return::of(unit.result);
        let ty = ir.function_type(result.ty(ir), &types);
        Local { function: ir.address(unit.direct.get() as *const u8), ty, result }
    }

    /// What a direct call returned, once it is known not to have thrown.
    fn returned(&mut self, returned: Val, how: Return, at: &'a Span) -> Built {
        let ir = self.ir;
        if how == Return::Word {
            return self.outcome(returned, at);
        }
        let value = ir.extract(returned, 0);
        let status = ir.extract(returned, 1);
        let thrown = ir.eq(status, ir.int(ir.i8, STATUS_THROWN));
        self.throw_if(thrown, at)?;
        let tag = ir.trunc(status, ir.i1);
        let rep = if how == Return::Long { Rep::LongOrWord } else { Rep::DoubleOrWord };
        Ok(Operand::tagged(rep, value, tag, Hold::Owned))
    }

    /// Calls the running function through its entry, which takes any arguments.
    fn through_callee(&mut self, words: &[Val]) -> Built<Val> {
        let callee = self.callee_value()?;
        let array = self.array(words);
        let ir = self.ir;
        let tagged = ir.ptr_to_int(ir.offset(callee, word::HEAP_TAG), ir.i64);
        let args = [self.cx(), tagged, array, ir.word(words.len() as u64)];
        Ok(ir.call_address(runtime::call as *const () as usize, ir.i64, &args))
    }
}
