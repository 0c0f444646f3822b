//! The JSON Forms layout: steps, groups, questions, lists, rules.

use serde_json::{Map, Value};

use super::condition::Target;
use super::schema::text;
use super::{At, Builder, Outcome, index};
use crate::model::{Gate, GateId};
use crate::{CompileErrorKind as Kind, FieldId, FieldKind, Look, Node, NodeId, NodeKind, Step};

/// Where an element stands.
#[derive(Clone, Copy)]
struct Place {
    step: usize,
    list: Option<FieldId>,
    show: Option<GateId>,
    enable: Option<GateId>,
}

impl Builder<'_> {
    /// Reads the `Categorization`.
    pub(super) fn layout(&mut self, ui: &Value) -> Outcome<()> {
        let at = At::root("/ui");
        let map = at.object(ui)?;
        at.only(map, &["type", "elements"])?;
        let kind = at.need_text(map, "type")?;
        if kind != "Categorization" {
            return Err(at.key("type").error(Kind::Unsupported, kind));
        }
        let at_all = at.key("elements");
        for (step, value) in at_all.array(at.need(map, "elements")?)?.iter().enumerate() {
            self.category(value, step, &at_all.index(step))?;
        }
        if self.steps.is_empty() {
            return Err(at_all.error(Kind::Missing, "Category"));
        }
        Ok(())
    }

    fn category(&mut self, value: &Value, step: usize, at: &At) -> Outcome<()> {
        let map = at.object(value)?;
        at.only(map, &["type", "label", "elements", "rule", "options"])?;
        let kind = at.need_text(map, "type")?;
        if kind != "Category" {
            return Err(at.key("type").error(Kind::Unsupported, kind));
        }
        let options = options(map, at, &["en", "situation"])?;
        let label = text(at.need_text(map, "label")?, options.text("en")?);
        let situation = options.flag("situation")?;
        let node = self.node(NodeKind::Step);
        let place = Place { step, list: None, show: None, enable: None };
        let place = self.rule(map, node, place, at)?;
        let children = self.elements(map, place, at)?;
        self.node_mut(node).children.clone_from(&children);
        self.node_mut(node).show = place.show;
        self.steps.push(Step { label, situation, children, node });
        Ok(())
    }

    fn elements(
        &mut self,
        map: &Map<String, Value>,
        place: Place,
        at: &At,
    ) -> Outcome<Vec<NodeId>> {
        let at_all = at.key("elements");
        let mut nodes = Vec::new();
        for (i, value) in at_all.array(at.need(map, "elements")?)?.iter().enumerate() {
            nodes.push(self.element(value, place, &at_all.index(i))?);
        }
        Ok(nodes)
    }

    fn element(&mut self, value: &Value, place: Place, at: &At) -> Outcome<NodeId> {
        let map = at.object(value)?;
        let kind = at.need_text(map, "type")?;
        let known: &[&str] = match kind {
            "Control" | "ListWithDetail" => &["type", "scope", "label", "rule", "options"],
            "Group" => &["type", "label", "elements", "rule", "options"],
            "VerticalLayout" | "HorizontalLayout" => &["type", "elements", "rule"],
            "Label" => &["type", "text", "rule", "options"],
            "Materials" => &["type", "rule"],
            other => return Err(at.key("type").error(Kind::Unsupported, other)),
        };
        at.only(map, known)?;
        // Filled in below; a rule names the node that carries it.
        let node = self.node(NodeKind::Vertical);
        let place = self.rule(map, node, place, at)?;
        self.node_mut(node).show = place.show;
        let node_kind = match kind {
            "Control" => self.control(map, place, at)?,
            "ListWithDetail" => self.list(map, place, at)?,
            "Group" => {
                let options = options(map, at, &["en", "x-same-as"])?;
                let label = at.text(map, "label")?.unwrap_or("");
                let same = options.get("x-same-as").cloned();
                #[cfg(feature = "pointers")]
                if let Some(same) = &same {
                    self.same_as(same, place.list, &at.key("options").key("x-same-as"))?;
                }
                NodeKind::Group { label: text(label, options.text("en")?), same }
            }
            "HorizontalLayout" => NodeKind::Horizontal,
            "Label" => {
                let options = options(map, at, &["en"])?;
                NodeKind::Label { text: text(at.need_text(map, "text")?, options.text("en")?) }
            }
            "Materials" => {
                if place.list.is_some() {
                    return Err(at.error(Kind::Unsupported, kind));
                }
                self.has_materials = true;
                NodeKind::Materials
            }
            _ => NodeKind::Vertical,
        };
        self.node_mut(node).kind = node_kind;
        if map.contains_key("elements") {
            let children = self.elements(map, place, at)?;
            self.node_mut(node).children = children;
        }
        Ok(node)
    }

    fn control(&mut self, map: &Map<String, Value>, place: Place, at: &At) -> Outcome<NodeKind> {
        let id = self.place(map, place, at)?;
        let options = options(map, at, &["en", "format", "multi"])?;
        let english = options.text("en")?;
        let label = at.text(map, "label")?.map(|zh| text(zh, english));
        let multi = options.flag("multi")?;
        let look = match options.text("format")? {
            None => None,
            Some("radio") => Some(Look::Radio),
            Some("select") => Some(Look::Select),
            Some("search") => Some(Look::Search),
            Some(other) => return Err(at.key("options").error(Kind::Unsupported, other)),
        };
        let field = &mut self.fields[id.0 as usize];
        if let Some(label) = label {
            field.label = label;
        }
        match &mut field.kind {
            FieldKind::List(_) => return Err(at.error(Kind::Unsupported, "ListWithDetail")),
            FieldKind::Choice { look: own, .. } | FieldKind::Many { look: own, .. } if !multi => {
                *own = look.unwrap_or(*own);
            }
            kind if multi && *kind == FieldKind::Text && look.is_none() => {
                *kind = FieldKind::LongText;
            }
            _ if multi || look.is_some() => {
                return Err(at.key("options").error(Kind::Unsupported, "options"));
            }
            _ => {}
        }
        Ok(NodeKind::Field(id))
    }

    fn list(&mut self, map: &Map<String, Value>, place: Place, at: &At) -> Outcome<NodeKind> {
        let id = self.place(map, place, at)?;
        let known = ["en", "detail", "addLabel", "addLabelEn", "rowLabel"];
        let options = options(map, at, &known)?;
        let at_options = at.key("options");
        if !matches!(self.field(id).kind, FieldKind::List(_)) {
            return Err(at.error(Kind::Unsupported, "Control"));
        }
        let add_label = options.text("addLabel")?;
        let add_label_en = options.text("addLabelEn")?;
        let add_label = add_label.map(|zh| text(zh, add_label_en));
        let row_label = options
            .get("rowLabel")
            .map(|v| self.row_field(v, id, &at_options.key("rowLabel")))
            .transpose()?;
        let label = at.text(map, "label")?;
        let label_en = options.text("en")?;
        let inner = Place { list: Some(id), ..place };
        let at_detail = at_options.key("detail");
        let Some(detail) = options.get("detail") else {
            return Err(at_options.error(Kind::Missing, "detail"));
        };
        let detail_node = self.element(detail, inner, &at_detail)?;
        let field = &mut self.fields[id.0 as usize];
        if let Some(label) = label {
            field.label = text(label, label_en);
        }
        if let FieldKind::List(spec) = &mut field.kind {
            spec.detail = vec![detail_node];
            spec.add_label = add_label;
            spec.row_label = row_label;
        }
        Ok(NodeKind::List(id))
    }

    fn row_field(&self, scope: &Value, list: FieldId, at: &At) -> Outcome<FieldId> {
        let id = self.scoped_field(scope, Some(list), at)?;
        if self.field(id).list == Some(list) {
            Ok(id)
        } else {
            Err(at.error(Kind::DanglingScope, "rowLabel"))
        }
    }

    /// Gives the field that `scope` names its control.
    fn place(&mut self, map: &Map<String, Value>, place: Place, at: &At) -> Outcome<FieldId> {
        let scope = at.need_text(map, "scope")?;
        let at_scope = at.key("scope");
        let id = match self.target(scope, place.list, &at_scope)? {
            Target::Field(id) if self.field(id).list == place.list => id,
            _ => return Err(at_scope.error(Kind::DanglingScope, scope)),
        };
        let source = &mut self.sources[id.0 as usize];
        if std::mem::replace(&mut source.placed, true) {
            return Err(at_scope.error(Kind::Duplicate, scope));
        }
        let field = &mut self.fields[id.0 as usize];
        field.step = place.step;
        field.show = place.show;
        field.enable = place.enable;
        for gate in [place.show, place.enable].into_iter().flatten() {
            self.gates[gate.0 as usize].fields.push(id);
        }
        Ok(id)
    }

    /// Reads the rule of an element; gives the place within it.
    fn rule(
        &mut self,
        map: &Map<String, Value>,
        node: NodeId,
        mut place: Place,
        at: &At,
    ) -> Outcome<Place> {
        let Some(rule) = map.get("rule") else { return Ok(place) };
        let at = at.key("rule");
        let rule = at.object(rule)?;
        at.only(rule, &["effect", "condition"])?;
        let (shows, when) = match at.need_text(rule, "effect")? {
            "SHOW" => (true, true),
            "HIDE" => (true, false),
            "ENABLE" => (false, true),
            "DISABLE" => (false, false),
            other => return Err(at.key("effect").error(Kind::Unsupported, other)),
        };
        let condition = at.need(rule, "condition")?;
        let cond = self.condition(condition, place.list, &at.key("condition"))?;
        let id = GateId(index(self.gates.len()));
        let slot = if shows { &mut place.show } else { &mut place.enable };
        let parent = slot.replace(id);
        if let Some(parent) = parent {
            self.gates[parent.0 as usize].inner.push(id);
        }
        let (list, fields, inner) = (place.list, Vec::new(), Vec::new());
        self.gates.push(Gate { cond, when, shows, parent, list, slot: 0, node, fields, inner });
        self.gate_sources.push(at.pointer());
        Ok(place)
    }

    fn node(&mut self, kind: NodeKind) -> NodeId {
        let id = NodeId(index(self.nodes.len()));
        self.nodes.push(Node { kind, children: Vec::new(), show: None });
        id
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }
}

/// The `options` of an element.
struct Options<'v, 'a> {
    map: Option<&'v Map<String, Value>>,
    at: &'a At<'a>,
}

fn options<'v, 'a>(
    map: &'v Map<String, Value>,
    at: &'a At<'a>,
    known: &[&str],
) -> Outcome<Options<'v, 'a>> {
    let map = match map.get("options") {
        None => None,
        Some(value) => {
            let at = at.key("options");
            let map = at.object(value)?;
            at.only(map, known)?;
            Some(map)
        }
    };
    Ok(Options { map, at })
}

impl<'v> Options<'v, '_> {
    fn get(&self, name: &str) -> Option<&'v Value> {
        self.map.and_then(|map| map.get(name))
    }

    fn text(&self, name: &str) -> Outcome<Option<&'v str>> {
        self.map.map_or(Ok(None), |map| self.at.key("options").text(map, name))
    }

    fn flag(&self, name: &str) -> Outcome<bool> {
        let flag = self.map.map_or(Ok(None), |map| self.at.key("options").flag(map, name))?;
        Ok(flag.unwrap_or(false))
    }
}
