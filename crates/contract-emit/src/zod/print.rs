//! Writes Zod expressions as text: TypeScript, or JavaScript without types.

use super::{
    expression::{Base, Bounds, Check, Checked, Expression, Guarded, Others, Property},
    graph::Graph,
    javascript::{key, number, regex, text, texts, value},
    logic::function_of,
    lower::is_safe,
    names::constant,
    types::type_of,
};
use crate::text::Writer;

/// Prints the expressions of one definition.
pub(super) struct Printer<'a> {
    pub graph: &'a Graph,
    /// The definition that is being written.
    pub within: &'a str,
    pub style: Style<'a>,
}

/// The style of the output.
#[derive(Clone, Copy)]
pub(super) struct Style<'a> {
    /// Whether types are written.
    pub typed: bool,
    /// Whether definitions are constants of type `z.ZodType<X>`.
    pub annotated: bool,
    /// The prefix of type names.
    pub prefix: &'a str,
}

impl Style<'_> {
    /// Returns a text where types are written, and an empty text otherwise.
    pub(super) fn only(self, ty: &str) -> &str {
        if self.typed { ty } else { "" }
    }

    /// Returns a text of this emitter, in which parts between `«` and `»` are kept only where types are written.
    pub(super) fn own_text(self, text: &str) -> String {
        text.split(['«', '»'])
            .enumerate()
            .filter(|(index, _)| index % 2 == 0 || self.typed)
            .map(|(_, part)| part)
            .collect()
    }
}

impl Printer<'_> {
    /// Writes the value of a definition.
    pub(super) fn definition(&self, expression: &Expression) -> String {
        match expression {
            Expression::Discriminated { tag, members } => self.discriminated(tag, members),
            _ => self.expression(expression, false),
        }
    }

    /// Writes an expression. `late` means that it is inside a function that is called after all definitions exist.
    fn expression(&self, expression: &Expression, late: bool) -> String {
        let of = |inner: &Expression| self.expression(inner, late);
        let list = |members: &[Expression]| members.iter().map(of).collect::<Vec<_>>().join(", ");
        match expression {
            Expression::Reference(name) if !late && self.graph.is_recursive(self.within, name) => {
                self.lazy(expression, &constant(name))
            }
            Expression::Reference(name) => constant(name),
            Expression::Unknown => "z.unknown()".into(),
            Expression::Never => "z.never()".into(),
            Expression::Boolean => "z.boolean()".into(),
            Expression::Null => "z.null()".into(),
            Expression::Literal(values) => match values.as_slice() {
                [one] => format!("z.literal({})", value(one)),
                values => format!("z.literal([{}])", values.iter().map(value).collect::<Vec<_>>().join(", ")),
            },
            Expression::Enumeration(words) => format!("z.enum({})", texts(words)),
            Expression::OpenEnumeration(words) => {
                format!(
                    "z.union([z.enum({}), z.string(){}])",
                    texts(words),
                    self.style.only(" as z.ZodType<string & {}>")
                )
            }
            Expression::Integer(bounds) => integer(bounds),
            Expression::Number(bounds) => format!("z.number(){}", bounded(bounds)),
            Expression::Text { format, pattern, min_length, max_length } => {
                let base = match (format, pattern) {
                    (Some(format), Some(pattern)) => format!("z.stringFormat({}, {})", text(format), regex(pattern)),
                    (_, Some(pattern)) => format!("z.string().regex({})", regex(pattern)),
                    (_, None) => "z.string()".into(),
                };
                format!("{base}{}{}", call("min", min_length.as_ref()), call("max", max_length.as_ref()))
            }
            Expression::Array { items, min_items, max_items } => {
                format!("z.array({}){}{}", of(items), call("min", min_items.as_ref()), call("max", max_items.as_ref()))
            }
            Expression::Tuple { items, rest } => {
                let rest = rest.as_ref().map(|rest| format!(", {}", of(rest))).unwrap_or_default();
                format!("z.tuple([{}]{rest})", list(items))
            }
            Expression::Record(values) => format!("record({})", of(values)),
            Expression::Object { properties, others } => self.object(properties, *others, late),
            Expression::Nullable(value) => format!("z.nullable({})", of(value)),
            Expression::Discriminated { tag, members } => {
                let union = self.discriminated(tag, members);
                if !late && self.is_late(expression) { self.lazy(expression, &union) } else { union }
            }
            Expression::Union(members) => format!("z.union([{}])", list(members)),
            Expression::ExactlyOne(members) => format!("z.xor([{}])", list(members)),
            Expression::Intersection(members) => {
                let mut members = members.iter().map(of);
                let first = members.next().unwrap_or_default();
                members.fold(first, |left, right| format!("z.intersection({left}, {right})"))
            }
            Expression::Checked(checked) => self.checked(checked, late),
        }
    }

    fn discriminated(&self, tag: &str, members: &[Expression]) -> String {
        let members = members.iter().map(|member| match member {
            // The union must see the properties of its members, which an annotation hides.
            Expression::Reference(name) if self.style.annotated => format!("${name}"),
            Expression::Reference(name) => constant(name),
            member => self.expression(member, false),
        });
        format!("z.discriminatedUnion({}, [{}])", text(tag), members.collect::<Vec<_>>().join(", "))
    }

    fn object(&self, properties: &[Property], others: Others, late: bool) -> String {
        let function = match others {
            Others::Strip => "object",
            Others::Refuse => "strictObject",
            Others::Keep => "looseObject",
        };
        if properties.is_empty() {
            return format!("z.{function}({{}})");
        }
        let mut writer = Writer::default();
        writer.line(format!("z.{function}({{"));
        writer.indented(|writer| {
            for property in properties {
                writer.lines(&self.property(property, late));
            }
        });
        writer.line("})");
        writer.finish().trim_end().to_owned()
    }

    fn property(&self, property: &Property, late: bool) -> String {
        let optional = |value: String| if property.optional { format!("z.exactOptional({value})") } else { value };
        let key = key(&property.name);
        if !late && self.is_late(&property.value) {
            let value = optional(self.expression(&property.value, true));
            let mut ty = format!("z.ZodType<{}>", type_of(&property.value, self.style.prefix));
            if property.optional {
                ty = format!("z.ZodExactOptional<{ty}>");
            }
            format!("get {key}(){} {{\n  return {value};\n}},", self.style.only(&format!(": {ty}")))
        } else {
            format!("{key}: {},", optional(self.expression(&property.value, late)))
        }
    }

    /// Writes tests on the unchanged input: after an expression that does not change the value, before one that does.
    fn checked(&self, Checked { base, checks }: &Checked, late: bool) -> String {
        let refined = |base: String, checks: &[Check], kind: Option<&Expression>| {
            checks.iter().fold(base, |base, check| {
                format!("{base}\n  .refine({}, {})", self.test(check, kind), text(&check.message))
            })
        };
        let custom = |ty: &str| {
            let (first, others) = checks.split_first().expect("something is tested");
            let ty = format!("<{ty}>");
            let test = format!(
                "z.custom{}({}, {})",
                self.style.only(&ty),
                function_of(&["v"], &first.condition),
                text(&first.message)
            );
            refined(test, others, None)
        };
        match base {
            Base::TypeOnly(ty) => custom(&type_of(ty, self.style.prefix)),
            Base::Judge(base) if base.is_transparent() => refined(self.expression(base, late), checks, Some(base)),
            Base::Judge(base) => {
                format!("{}\n  .pipe({})", custom("unknown"), self.expression(base, late).replace('\n', "\n  "))
            }
        }
    }

    fn test(&self, check: &Check, base: Option<&Expression>) -> String {
        match (&check.guarded, base) {
            (
                Some(Guarded { variable: variable @ "n", condition }),
                Some(Expression::Integer(_) | Expression::Number(_)),
            )
            | (Some(Guarded { variable: variable @ "s", condition }), Some(Expression::Text { .. })) => {
                function_of(&[variable], condition)
            }
            // The base may have such a narrow type that TypeScript would refuse the comparison.
            _ => function_of(&["v"], &check.condition).replacen(
                "(v)",
                &format!("(v{})", self.style.only(": unknown")),
                1,
            ),
        }
    }

    fn lazy(&self, expression: &Expression, value: &str) -> String {
        let ty = format!(": z.ZodType<{}>", type_of(expression, self.style.prefix));
        format!("z.lazy((){} => {value})", self.style.only(&ty))
    }

    /// Whether the value refers back to the definition that is being written, and must be read late.
    fn is_late(&self, expression: &Expression) -> bool {
        let mut late = false;
        expression.references(&mut |name| late |= self.graph.is_recursive(self.within, name));
        late
    }
}

/// Whether an expression is at most one call: a bundler removes a marked call, but keeps the calls inside it.
pub(super) fn is_one_call(expression: &Expression) -> bool {
    let is_constant = |expression: &Expression| matches!(expression, Expression::Reference(_));
    match expression {
        Expression::Reference(_)
        | Expression::Unknown
        | Expression::Never
        | Expression::Boolean
        | Expression::Null
        | Expression::Literal(_)
        | Expression::Enumeration(_) => true,
        Expression::Integer(bounds) => integer(bounds) == "z.int32()",
        Expression::Number(bounds) => *bounds == Bounds::default(),
        Expression::Text { format, pattern, min_length, max_length } => {
            (format.is_some() || pattern.is_none()) && min_length.is_none() && max_length.is_none()
        }
        Expression::Array { items, min_items, max_items } => {
            is_constant(items) && min_items.is_none() && max_items.is_none()
        }
        Expression::Tuple { items, rest } => items.iter().chain(rest.as_deref()).all(is_constant),
        Expression::Record(inner) | Expression::Nullable(inner) => is_constant(inner),
        Expression::Object { properties, .. } => {
            properties.iter().all(|property| !property.optional && is_constant(&property.value))
        }
        Expression::Discriminated { members, .. } | Expression::Union(members) | Expression::ExactlyOne(members) => {
            members.iter().all(is_constant)
        }
        Expression::OpenEnumeration(_) | Expression::Intersection(_) | Expression::Checked(_) => false,
    }
}

fn call(method: &str, argument: Option<impl ToString>) -> String {
    argument.map(|argument| format!(".{method}({})", argument.to_string())).unwrap_or_default()
}

fn bounded(bounds: &Bounds) -> String {
    let Bounds { minimum, exclusive_minimum, maximum, exclusive_maximum } = bounds;
    [("min", minimum), ("gt", exclusive_minimum), ("max", maximum), ("lt", exclusive_maximum)]
        .map(|(method, bound)| call(method, bound.as_ref().map(number)))
        .concat()
}

fn integer(bounds: &Bounds) -> String {
    let is_int32 = bounds.minimum.as_ref().and_then(serde_json::Number::as_i64) == Some(i64::from(i32::MIN))
        && bounds.maximum.as_ref().and_then(serde_json::Number::as_i64) == Some(i64::from(i32::MAX))
        && bounds.exclusive_minimum.is_none()
        && bounds.exclusive_maximum.is_none();
    if is_int32 {
        "z.int32()".into()
    } else if is_safe(bounds) {
        // `z.int()` stops at 2^53, and these bounds are beyond that.
        format!("z.int(){}", bounded(bounds))
    } else {
        format!("z.number().refine(Number.isInteger){}", bounded(bounds))
    }
}
