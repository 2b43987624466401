//! Laws that hold for all values: collections against models of the standard library, arithmetic against wide integers,
//! hashing against equality.

use super::number::{self, big_integer, ratio};
use super::testing::with_context;
use super::vector::Vector;
use super::{double, equality, iteration, keyword, list, long, map, seq, set, string, vector};
use crate::value::{Context, Value};
use num_bigint::BigInt;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A recipe for a value; values themselves do not leave their thread.
#[derive(Clone, Debug)]
enum Recipe {
    Nil,
    Bool(bool),
    Long(i64),
    Double(f64),
    Big(i64),
    Ratio(i64, i64),
    Char(char),
    Text(String),
    Keyword(String),
    Vector(Vec<Recipe>),
    List(Vec<Recipe>),
    Lazy(Vec<Recipe>),
    Map(Vec<(Recipe, Recipe)>),
    Set(Vec<Recipe>),
}

impl Recipe {
    fn make(&self) -> Value {
        let all = |items: &[Recipe]| items.iter().map(Recipe::make).collect::<Vec<_>>();
        match self {
            Recipe::Nil => Value::NIL,
            Recipe::Bool(b) => Value::bool(*b),
            Recipe::Long(n) => long(*n),
            Recipe::Double(x) => double(*x),
            Recipe::Big(n) => big_integer(BigInt::from(*n)),
            Recipe::Ratio(n, d) => ratio(BigInt::from(*n), BigInt::from(*d)),
            Recipe::Char(c) => Value::char(*c),
            Recipe::Text(text) => string(text),
            Recipe::Keyword(text) => keyword(text),
            Recipe::Vector(items) => vector(all(items)),
            Recipe::List(items) => list(all(items)),
            Recipe::Lazy(items) => {
                let mut items = all(items).into_iter();
                super::lazy_seq::generate_with(move |_| Ok(items.next()))
            }
            Recipe::Map(pairs) => map(pairs.iter().map(|(k, v)| (k.make(), v.make()))),
            Recipe::Set(items) => set(all(items)),
        }
    }

    /// The same elements in another sort of sequence.
    fn other_sort(&self) -> Recipe {
        match self {
            Recipe::Vector(items) => Recipe::List(items.iter().map(Recipe::other_sort).collect()),
            Recipe::List(items) => Recipe::Lazy(items.iter().map(Recipe::other_sort).collect()),
            Recipe::Lazy(items) => Recipe::Vector(items.iter().map(Recipe::other_sort).collect()),
            Recipe::Long(n) => Recipe::Big(*n),
            Recipe::Set(items) => Recipe::Set(items.iter().rev().map(Recipe::other_sort).collect()),
            other => other.clone(),
        }
    }
}

fn recipe() -> impl Strategy<Value = Recipe> {
    let leaf = prop_oneof![
        Just(Recipe::Nil),
        any::<bool>().prop_map(Recipe::Bool),
        any::<i64>().prop_map(Recipe::Long),
        (-5i64..5).prop_map(Recipe::Long),
        any::<f64>().prop_map(Recipe::Double),
        any::<i64>().prop_map(Recipe::Big),
        (any::<i64>(), 1i64..1000).prop_map(|(n, d)| Recipe::Ratio(n, d)),
        any::<char>().prop_map(Recipe::Char),
        ".{0,5}".prop_map(Recipe::Text),
        "[a-c]{1,2}".prop_map(Recipe::Keyword),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        let many = prop::collection::vec(inner.clone(), 0..5);
        prop_oneof![
            many.clone().prop_map(Recipe::Vector),
            many.clone().prop_map(Recipe::List),
            many.clone().prop_map(Recipe::Lazy),
            many.prop_map(Recipe::Set),
            prop::collection::vec((inner.clone(), inner), 0..12).prop_map(Recipe::Map),
        ]
    })
}

#[derive(Clone, Debug)]
enum Step {
    Push(i64),
    Pop,
    Set(usize, i64),
    /// A copy is kept, so that the next change must not be seen through it.
    Share,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => any::<i64>().prop_map(Step::Push),
        1 => Just(Step::Pop),
        2 => (any::<usize>(), any::<i64>()).prop_map(|(at, n)| Step::Set(at, n)),
        1 => Just(Step::Share),
    ];
    prop::collection::vec(step, 0..200)
}

fn longs(value: &Value) -> Vec<i64> {
    iteration::elements(value).iter().filter_map(Value::as_long).collect()
}

/// The outcome, where nothing was raised.
fn ok<T>(outcome: crate::value::Outcome<T>) -> T {
    match outcome {
        Ok(value) => value,
        Err(thrown) => panic!("{thrown:?}"),
    }
}

fn sum(cx: &mut Context, a: i128, b: i128) -> Option<i128> {
    let (a, b) = (i64::try_from(a).ok()?, i64::try_from(b).ok()?);
    let total = number::add(cx, &long(a), &long(b));
    match total {
        Ok(total) => total.as_long().map(i128::from),
        Err(_) => {
            cx.take_pending();
            None
        }
    }
}

proptest! {
    #[test]
    fn vectors_behave_as_vec(steps in steps()) {
        with_context(|cx| {
            let mut real = vector([]);
            let mut model: Vec<i64> = Vec::new();
            let mut kept = Vec::new();
            for step in steps {
                match step {
                    Step::Push(n) => {
                        real = ok(seq::conj(cx, real, long(n)));
                        model.push(n);
                    }
                    Step::Pop if model.is_empty() => {}
                    Step::Pop => {
                        real = ok(seq::pop(cx, real));
                        model.pop();
                    }
                    Step::Set(at, n) => {
                        let at = at % (model.len() + 1);
                        real = ok(seq::assoc(cx, real, long(at as i64), long(n)));
                        if at == model.len() { model.push(n) } else { model[at] = n }
                    }
                    Step::Share => kept.push((real.clone(), model.clone())),
                }
                let count = real.get::<Vector>().map(|vector| vector.items.len());
                assert_eq!(count, Some(model.len()));
            }
            kept.push((real, model));
            for (real, model) in kept {
                assert_eq!(longs(&real), model);
            }
        });
    }

    #[test]
    fn maps_and_sets_behave_as_trees(steps in steps()) {
        with_context(|cx| {
            let (mut hashed, mut sorted) = (map([]), super::sorted::sorted_map_of(Default::default()));
            let (mut plain, mut model) = (set([]), BTreeMap::new());
            let mut members = BTreeSet::new();
            let mut kept = Vec::new();
            for step in steps {
                match step {
                    Step::Push(n) => {
                        let key = n % 50;
                        hashed = ok(seq::assoc(cx, hashed, long(key), long(n)));
                        sorted = ok(seq::assoc(cx, sorted, long(key), long(n)));
                        plain = ok(seq::conj(cx, plain, long(key)));
                        model.insert(key, n);
                        members.insert(key);
                    }
                    Step::Set(at, _) => {
                        let key = at as i64 % 50;
                        hashed = ok(seq::dissoc(cx, hashed, &long(key)));
                        sorted = ok(seq::dissoc(cx, sorted, &long(key)));
                        plain = ok(seq::disj(cx, plain, &long(key)));
                        model.remove(&key);
                        members.remove(&key);
                    }
                    Step::Share => kept.push((hashed.clone(), model.clone())),
                    Step::Pop => {}
                }
            }
            for (key, n) in &model {
                assert_eq!(ok(seq::get(cx, &hashed, &long(*key), Value::NIL)).as_long(), Some(*n));
            }
            assert!(ok(equality::equal(cx, &hashed, &sorted)));
            let keys: Vec<i64> = iteration::elements(&sorted).iter().flat_map(longs).step_by(2).collect();
            assert_eq!(keys, model.keys().copied().collect::<Vec<_>>());
            let mut in_set = longs(&plain);
            in_set.sort();
            assert_eq!(in_set, members.into_iter().collect::<Vec<_>>());
            kept.push((hashed, model));
            for (real, model) in kept {
                let expected = map(model.into_iter().map(|(key, n)| (long(key), long(n))));
                assert!(ok(equality::equal(cx, &real, &expected)));
                assert_eq!(ok(equality::hash(cx, &real)), ok(equality::hash(cx, &expected)));
            }
        });
    }

    #[test]
    fn equal_values_hash_equal(recipe in recipe()) {
        with_context(|cx| {
            let (a, b) = (recipe.make(), recipe.other_sort().make());
            // NaN equals nothing, not even where it is inside of something.
            if ok(equality::equal(cx, &a, &a.clone())) && ok(equality::equal(cx, &recipe.make(), &recipe.make())) {
                assert!(ok(equality::equal(cx, &a, &b)), "{recipe:?}");
                assert!(ok(equality::equal(cx, &b, &a)), "{recipe:?}");
                assert_eq!(ok(equality::hash(cx, &a)), ok(equality::hash(cx, &b)), "{recipe:?}");
            }
        });
    }

    #[test]
    fn printing_raises_nothing(recipe in recipe()) {
        with_context(|cx| {
            let value = recipe.make();
            ok(super::print::readably(cx, &value));
            ok(super::print::display(cx, &value));
        });
    }

    #[test]
    fn long_arithmetic_is_exact_or_raises(a in any::<i64>(), b in any::<i64>()) {
        with_context(|cx| {
            let (x, y) = (long(a), long(b));
            let wide = i128::from(a) + i128::from(b);
            assert_eq!(sum(cx, a.into(), b.into()), i64::try_from(wide).ok().map(i128::from));
            let product = ok(number::mul_promoting(cx, &x, &y));
            assert_eq!(ok(number::to_big(cx, &product)), BigInt::from(i128::from(a) * i128::from(b)));
            if b != 0 {
                let (q, r) = (ok(number::quot(cx, &x, &y)), ok(number::rem(cx, &x, &y)));
                let back = ok(number::mul_promoting(cx, &q, &y));
                let back = ok(number::add_promoting(cx, &back, &r));
                assert!(ok(number::num_eq(cx, &back, &x)));
                let quotient = ok(number::div(cx, &x, &y));
                let back = ok(number::mul_promoting(cx, &quotient, &y));
                assert!(ok(number::num_eq(cx, &back, &x)));
                let m = ok(number::modulo(cx, &x, &y));
                assert!(ok(number::sign(cx, &m)) == 0 || (ok(number::sign(cx, &m)) > 0) == (b > 0));
            }
        });
    }

    #[test]
    fn order_agrees_with_arithmetic(a in any::<i64>(), b in any::<f64>(), n in any::<i64>(), d in 1i64..1000) {
        with_context(|cx| {
            let numbers = [long(a), double(b), ratio(BigInt::from(n), BigInt::from(d)), big_integer(BigInt::from(n))];
            for x in &numbers {
                for y in &numbers {
                    let less = ok(number::lt(cx, x, y));
                    assert_eq!(less, ok(number::gt(cx, y, x)));
                    assert!(!(less && ok(number::num_eq(cx, x, y))));
                    let a_number = !x.as_double().is_some_and(f64::is_nan) && !y.as_double().is_some_and(f64::is_nan);
                    assert_eq!(less || ok(number::ge(cx, x, y)), a_number);
                }
            }
        });
    }

    #[test]
    fn doubles_print_so_that_they_read_back(x in any::<f64>()) {
        let text = number::format_double(x);
        let back = number::parse_double(&text);
        prop_assert!(back.is_some_and(|back| back == x || (back.is_nan() && x.is_nan())), "{x} {text}");
    }

    #[test]
    fn sorting_is_stable_and_ordered(items in prop::collection::vec((0i64..20, any::<i64>()), 0..100)) {
        with_context(|cx| {
            let mut sorted = items.clone();
            ok(crate::core::sort_items(cx, &mut sorted, |_, a, b| Ok(a.0.cmp(&b.0))));
            let mut expected = items;
            expected.sort_by_key(|item| item.0);
            assert_eq!(sorted, expected);
        });
    }
}
