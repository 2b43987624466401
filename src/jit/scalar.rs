//! Conversions between host values and C++ scalars, in line.

use super::rep::Rep;
use crate::interop::oracle::ToHost;

/// The representation that a C++ value has once it is converted to the host.
pub fn host_rep(how: &ToHost) -> Rep {
    match how {
        ToHost::Bool => Rep::Bool,
        ToHost::Int { bits, signed } if *bits < 64 || *signed => Rep::Long,
        ToHost::Float | ToHost::Double | ToHost::LongDouble => Rep::Double,
        _ => Rep::Word,
    }
}
