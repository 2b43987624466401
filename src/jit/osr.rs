//! On-stack replacement: a loop compiled as a function of the frame that it runs in.
//!
//! Loop variables move out of the frame into registers; they are the compiled code's from then on. Slots outside of
//! the loop are read where they are, numbers among them once. The loop comes twice: for variables as the profile has
//! them, and for any others.

use super::cleanup::Action;
use super::function::Module;
use super::r#gen::{Built, Gen, Made, Return, Slot, Want};
use super::infer::Inference;
use super::ir::{Block, Ir, Val};
use super::rep::{Hold, Operand, Rep};
use super::subject::{Subject, Unit};
use super::visit;
use crate::ast::{Function, LoopNode, Node, Prototype, RecurArg, Ty};
use crate::value::{Context, Ref, word};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Builds the module of a loop; see [`crate::ast::LoopCode`].
pub fn build(
    cx: &Context,
    node: &Rc<LoopNode>,
    callee: Option<&Ref<Function>>,
    prototype: Option<&Rc<Prototype>>,
    symbol: String,
) -> Built<Module> {
    let subject = Subject {
        cx,
        name: callee.and(prototype).map(|prototype| &prototype.name),
        prototype,
        arity: None,
        function: callee,
        callee: true,
        params: Vec::new(),
    };
    let ir = Ir::new(&node.function);
    let ty = ir.function_type(ir.i64, &[ir.ptr, ir.ptr, ir.ptr, ir.ptr]);
    let function = ir.add_function("loop", ty, false);
    let mut made = Made::default();
    let mut generator = Gen::new(&ir, &subject, &mut made, function, Return::Word, 0);
    if callee.is_some() {
        generator.callee = Some(ir.parameter(function, 1));
    }
    generator.native = Some(ir.parameter(function, 3));
    let frame = ir.parameter(function, 2);
    outer_slots(&mut generator, node, frame)?;
    let variables: Vec<(u32, Rep)> = node
        .init
        .iter()
        .enumerate()
        .filter_map(|(index, arg)| match arg {
            RecurArg::Host { slot, .. } => Some((*slot, Rep::of_profile(node.profile.get(index).map_or(0, Cell::get)))),
            RecurArg::Native { .. } => None,
        })
        .collect();
    let words: Vec<(u32, Rep)> = variables.iter().map(|(slot, _)| (*slot, Rep::Word)).collect();
    if variables == words {
        version(&mut generator, node, frame, &words)?;
    } else {
        let (typed, any) = (generator.block(), generator.block());
        test(&mut generator, frame, &variables, typed, any);
        ir.at(typed);
        version(&mut generator, node, frame, &variables)?;
        ir.at(any);
        version(&mut generator, node, frame, &words)?;
    }
    generator.finish();
    ir.export_table(&symbol, &[function]);
    let unit = Unit {
        params: Vec::new(),
        result: Rep::Word,
        callee: true,
        direct: Cell::new(0),
        checked_entry: Cell::new(0),
        kept: RefCell::new(made.kept),
        misfits: Cell::new(0),
        previous: RefCell::default(),
    };
    Ok(Module { ir, symbol, unit, wrappers: made.wrappers })
}

fn place(ir: &Ir, frame: Val, slot: u32) -> Val {
    ir.offset(frame, u64::from(slot) * 8)
}

/// Binds the slots that the loop reads but does not bind. Numbers by their static type are unboxed once.
fn outer_slots<'a>(generator: &mut Gen<'a>, node: &'a LoopNode, frame: Val) -> Built<()> {
    let mut inside: Vec<u32> = Vec::new();
    visit::bound_slots(&node.body, &mut |slot| inside.push(slot));
    for arg in &node.init {
        if let RecurArg::Host { slot, .. } = arg {
            inside.push(*slot);
        }
    }
    let mut outer: Vec<(u32, Rep)> = Vec::new();
    visit::free_slots(&node.body, &mut |slot, local: Option<&'a Node>| {
        if inside.contains(&slot) {
            return;
        }
        let rep = match local.map(|local| local.ty) {
            Some(Ty::Host(ty)) => match Rep::of_type(ty) {
                Rep::Bool => Rep::Word,
                rep => rep,
            },
            _ => Rep::Word,
        };
        match outer.iter_mut().find(|(known, _)| *known == slot) {
            Some((_, known)) if *known != rep => *known = Rep::Word,
            Some(_) => {}
            None => outer.push((slot, rep)),
        }
    });
    for (slot, rep) in outer {
        let from = place(generator.ir, frame, slot);
        let bound = if rep == Rep::Word {
            Slot { rep, place: from, tag: None }
        } else {
            let word = Operand::word(generator.ir.load(generator.ir.i64, from), Hold::Borrowed);
            let number = generator.narrow(word, rep)?;
            let bound = generator.new_slot(rep);
            generator.write(bound, number)?;
            bound
        };
        generator.bind(slot, Some(bound));
    }
    Ok(())
}

/// Goes to `typed` where all variables in the frame are as guessed.
fn test(generator: &mut Gen, frame: Val, variables: &[(u32, Rep)], typed: Block, any: Block) {
    let ir = generator.ir;
    let mut fits = ir.bool(true);
    for (slot, rep) in variables {
        if matches!(rep, Rep::Long | Rep::Double) {
            let word = ir.load(ir.i64, place(ir, frame, *slot));
            let (_, test) = generator.probe_word(word, *rep);
            fits = ir.and(fits, test);
        }
    }
    ir.cond(fits, typed, any);
}

/// The loop for variables of these representations, up to its return.
fn version<'a>(generator: &mut Gen<'a>, node: &'a LoopNode, frame: Val, start: &[(u32, Rep)]) -> Built<()> {
    let ir = generator.ir;
    let (variables, _) =
        Inference::new(generator.subject, generator.slot_reps(), Rep::Word).fixpoint(start.to_vec(), &node.body);
    for ((slot, first), (_, rep)) in start.iter().zip(&variables) {
        let from = place(ir, frame, *slot);
        let word = ir.load(ir.i64, from);
        ir.store(ir.word(word::NIL), from);
        let operand = match first {
            Rep::Long | Rep::Double => {
                let (number, _) = generator.probe_word(word, *first);
                Operand::plain(*first, number)
            }
            _ => Operand::owned(word),
        };
        let bound = generator.new_slot(*rep);
        generator.write(bound, operand)?;
        generator.bind(*slot, Some(bound));
        if bound.rep.counted() {
            generator.push(Action::Drop(bound));
        }
    }
    let operand = generator.iterate(&node.body, &node.span, Want::Own)?;
    generator.leave_to(0)?;
    generator.return_value(operand)
}
