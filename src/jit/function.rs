//! Compiling an arity: its function, specialised for the profile, and the entries that lead there. Arguments that do not
//! fit go to tier 0, which is the generic path of every function.

use super::cleanup::Action;
use super::r#gen::{Built, Gen, Local, Made, Return, STATUS_THROWN, STATUS_WORD};
use super::infer::Inference;
use super::ir::{Ir, Type, Val};
use super::rep::{Operand, Rep};
use super::runtime;
use super::subject::{Subject, Unit};
use crate::ast::{Arity, Function};
use crate::interop::oracle::Wrapper;
use crate::value::{Context, Ref, word};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A module with what the engine's thread keeps of it.
pub struct Module {
    pub ir: Ir,
    /// The exported table: entry, checked entry and function of an arity; the function of a loop.
    pub symbol: String,
    pub unit: Unit,
    /// What the code calls, to be inlined.
    pub wrappers: Vec<Rc<Wrapper>>,
}

/// Rounds of the fixpoint over a function's own result.
const RESULT_ROUNDS: usize = 4;

/// Builds the module of an arity.
pub fn build(cx: &Context, function: &Ref<Function>, index: usize, symbol: String) -> Built<Module> {
    let prototype = &function.prototype;
    let arity: &Arity = &prototype.arities[index];
    let mut params: Vec<Rep> = arity.profile.iter().map(|bits| Rep::of_profile(bits.get())).collect();
    params.resize(arity.params as usize, Rep::Word);
    if arity.variadic {
        params.push(Rep::Word);
    }
    let subject = Subject {
        cx,
        name: Some(&prototype.name),
        prototype: Some(prototype),
        arity: Some(arity),
        function: Some(function),
        callee: super::visit::needs_callee(&arity.body),
        params,
    };
    let (slots, result) = infer(&subject, arity);
    let ir = Ir::new(&prototype.name);
    let mut made = Made::default();
    let mut unit = Unit {
        params: subject.params.clone(),
        result,
        callee: subject.callee,
        direct: Cell::new(0),
        checked_entry: Cell::new(0),
        kept: RefCell::default(),
        misfits: Cell::new(0),
        previous: RefCell::default(),
    };
    let specialised = declare(&ir, &subject, Return::of(result));
    let job = Job { ir: &ir, subject: &subject, arity, specialised, result };
    job.body(&slots, &mut made)?;
    let entry = job.entry()?;
    let checked = if prototype.arities.len() == 1 && !arity.variadic { job.checked_entry(entry) } else { ir.null() };
    ir.export_table(&symbol, &[entry.function, checked, specialised.function]);
    *unit.kept.get_mut() = made.kept;
    Ok(Module { ir, symbol, unit, wrappers: made.wrappers })
}

/// The representations of the parameters' slots, and of the result.
fn infer(subject: &Subject, arity: &Arity) -> (Vec<Rep>, Rep) {
    let mut result = Rep::Never;
    for round in 0.. {
        let (slots, found) = Inference::new(subject, Vec::new(), result).function(&subject.params, &arity.body);
        let next = if round >= RESULT_ROUNDS { Rep::Word } else { result.join(found) };
        if next == result && result != Rep::Never {
            return (slots, result);
        }
        // A function that never returns is compiled as one that may: its var may be given another.
        result = if next == Rep::Never { Rep::Word } else { next };
    }
    unreachable!("the rounds are bounded")
}

fn declare(ir: &Ir, subject: &Subject, result: Return) -> Local {
    let mut types: Vec<Type> = Vec::with_capacity(subject.params.len() + 1);
    if subject.callee {
        types.push(ir.ptr);
    }
    types.extend(subject.params.iter().map(|rep| rep.payload(ir)));
    let ty = ir.function_type(result.ty(ir), &types);
    Local { function: ir.add_function("function", ty, false), ty, result }
}

/// The parts that the functions of a module share.
struct Job<'a> {
    ir: &'a Ir,
    subject: &'a Subject<'a>,
    arity: &'a Arity,
    specialised: Local,
    result: Rep,
}

impl Job<'_> {
    /// The function. Parameters come as the subject says; `slots` is how they are kept.
    fn body(&self, slots: &[Rep], made: &mut Made) -> Built<()> {
        let (ir, subject, local) = (self.ir, self.subject, self.specialised);
        let mut generator = Gen::new(ir, subject, made, local.function, local.result, self.arity.layout.slots);
        generator.itself = Some(local);
        generator.self_result = self.result;
        let first = u32::from(subject.callee);
        if subject.callee {
            generator.callee = Some(ir.parameter(local.function, 0));
        }
        if self.arity.layout.native_bytes > 0 {
            generator.native_offsets = super::native::offsets(&self.arity.body);
            generator.native_places = vec![None; generator.native_offsets.len()];
            generator.native_bytes = self.arity.layout.native_bytes;
        }
        for (index, (param, slot)) in subject.params.iter().zip(slots).enumerate() {
            let value = ir.parameter(local.function, first + index as u32);
            let operand = match param {
                Rep::Long => Operand::long(value),
                Rep::Double => Operand::double(value),
                _ => Operand::owned(value),
            };
            let place = generator.new_slot(*slot);
            generator.write(place, operand)?;
            generator.bind(index as u32, Some(place));
            if place.rep.counted() {
                generator.push(Action::Drop(place));
            }
        }
        generator.count_call(&self.arity.calls);
        let span = subject.prototype.map_or(&self.arity.body.span, |prototype| &prototype.span);
        let operand = generator.iterate(&self.arity.body, span, super::r#gen::Want::Own)?;
        generator.leave_to(0)?;
        generator.return_value(operand)?;
        generator.finish();
        Ok(())
    }

    /// The `Entry`: takes the arguments out of memory, unless they do not fit.
    fn entry(&self) -> Built<Local> {
        let (ir, subject) = (self.ir, self.subject);
        let ty = ir.function_type(ir.i64, &[ir.ptr, ir.ptr, ir.ptr, ir.i64]);
        let entry = Local { function: ir.add_function("entry", ty, false), ty, result: Return::Word };
        let mut made = Made::default();
        let mut generator = Gen::new(ir, subject, &mut made, entry.function, Return::Word, 0);
        let args = ir.parameter(entry.function, 2);
        let fixed = self.arity.params;
        let mut fits: Option<Val> = None;
        let mut typed: Vec<Val> = Vec::new();
        for (index, param) in (0..fixed).zip(&subject.params) {
            let word = ir.load(ir.i64, ir.offset(args, u64::from(index) * 8));
            if !matches!(param, Rep::Long | Rep::Double) {
                typed.push(word);
                continue;
            }
            let (number, test) = generator.probe_word(word, *param);
            typed.push(number);
            fits = Some(fits.map_or(test, |fits| ir.and(fits, test)));
        }
        if let Some(fits) = fits {
            let (misfit, fit) = (generator.block(), generator.block());
            ir.rarely(ir.not(fits), misfit, fit);
            ir.at(misfit);
            let all: Vec<Val> = (0..4).map(|index| ir.parameter(entry.function, index)).collect();
            ir.ret(ir.call_address(runtime::misfit as *const () as usize, ir.i64, &all));
            ir.at(fit);
        }
        if self.arity.variadic {
            let count = ir.sub(ir.parameter(entry.function, 3), ir.word(u64::from(fixed)));
            let rest = [ir.offset(args, u64::from(fixed) * 8), count];
            typed.push(ir.call_address(runtime::rest as *const () as usize, ir.i64, &rest));
        }
        self.call_and_return(&mut generator, entry, self.specialised, &typed);
        generator.finish();
        Ok(entry)
    }

    fn call_and_return(&self, generator: &mut Gen, entry: Local, target: Local, args: &[Val]) {
        let ir = self.ir;
        let mut all = Vec::with_capacity(args.len() + 1);
        if self.subject.callee {
            all.push(ir.parameter(entry.function, 1));
        }
        all.extend_from_slice(args);
        let returned = ir.call(target.ty, target.function, &all);
        if target.result == Return::Word {
            ir.ret(returned);
            return;
        }
        let value = ir.extract(returned, 0);
        let status = ir.extract(returned, 1);
        let (thrown, word, number) = (generator.block(), generator.block(), generator.block());
        ir.switch(status, number, &[(ir.int(ir.i8, STATUS_THROWN), thrown), (ir.int(ir.i8, STATUS_WORD), word)]);
        ir.at(thrown);
        ir.ret(ir.word(word::THROWN));
        let double = target.result == Return::Double;
        ir.at(word);
        ir.ret(if double { ir.bitcast(value, ir.i64) } else { value });
        ir.at(number);
        let operand = if double { Operand::double(value) } else { Operand::long(value) };
        let boxed = generator.to_word(operand);
        ir.ret(boxed.value);
    }

    /// The entry of a function object with this one arity: other numbers of arguments are tier 0's to refuse.
    fn checked_entry(&self, entry: Local) -> Val {
        let ir = self.ir;
        let function = ir.add_function("checked", entry.ty, false);
        let args: Vec<Val> = (0..4).map(|index| ir.parameter(function, index)).collect();
        let (start, right, wrong) = (ir.block(function), ir.block(function), ir.block(function));
        ir.at(start);
        ir.rarely(ir.ne(args[3], ir.word(u64::from(self.arity.params))), wrong, right);
        ir.at(right);
        ir.ret(ir.call(entry.ty, entry.function, &args));
        ir.at(wrong);
        ir.ret(ir.call_address(runtime::other_arity as *const () as usize, ir.i64, &args));
        function
    }
}
