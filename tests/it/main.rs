mod architecture;
mod tree_rules;
