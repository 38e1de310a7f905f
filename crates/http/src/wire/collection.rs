//! Values that may be left out, and lists.

use super::{At, Schemas, Wire};
use serde_json::Value;
use std::collections::BTreeSet;
use tasuki_domain::Invalid;
use utoipa::openapi::{
    RefOr,
    schema::{ArrayBuilder, Schema},
};

/// Items of one list at most.
const MOST: usize = 500;

impl<T: Wire> Wire for Option<T> {
    fn read(value: &Value, at: &mut At) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::read(value, at).map(Some),
        }
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }

    fn describe() -> RefOr<Schema> {
        T::refer()
    }

    fn collect(into: &mut Schemas) {
        T::collect_own(into);
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn read(value: &Value, at: &mut At) -> Option<Self> {
        let Value::Array(items) = value else {
            at.fault(Invalid::new(
                "not_list",
                "配列ではありません",
                "配列にしてください",
            ));
            return None;
        };
        if items.len() > MOST {
            at.fault(Invalid::new(
                "list_too_long",
                "項目が多すぎます",
                format!("{MOST}件までにしてください"),
            ));
            return None;
        }
        // Every item is read, so that every fault is found.
        let read: Vec<Option<T>> = items
            .iter()
            .enumerate()
            .map(|(index, item)| at.item(index, |at| T::read(item, at)))
            .collect();
        read.into_iter().collect()
    }

    fn write(&self) -> Value {
        self.iter().map(T::write).collect()
    }

    fn describe() -> RefOr<Schema> {
        ArrayBuilder::new().items(T::refer()).into()
    }

    fn collect(into: &mut Schemas) {
        T::collect_own(into);
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: Wire + Ord> Wire for BTreeSet<T> {
    fn read(value: &Value, at: &mut At) -> Option<Self> {
        Vec::read(value, at).map(|items| items.into_iter().collect())
    }

    fn write(&self) -> Value {
        self.iter().map(T::write).collect()
    }

    fn describe() -> RefOr<Schema> {
        Vec::<T>::describe()
    }

    fn collect(into: &mut Schemas) {
        T::collect_own(into);
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}
