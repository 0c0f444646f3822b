//! `view!`: HTML as Leptos writes it, built from the app's one kind of element.
//!
//! Leptos gives every element with its attributes and children a type of its own. Each of
//! those types brings its own code to build, change, mount and drop it, and that was more
//! than half of what a first visit loaded. This macro reads the same markup and calls
//! `crate::ui::el`, where all of them are one type.
//!
//! It knows elements, text, blocks and fragments; `on:event`, `prop:name`, and any other
//! attribute. A closure without arguments, in a block or as a value, follows the signals that
//! it reads. Components and `node_ref` stay with Leptos' own `view!`.

use proc_macro2::TokenStream;
use quote::quote;
use rstml::Infallible;
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeBlock, NodeElement};
use syn::spanned::Spanned;
use syn::{Error, Expr, Result, Stmt};

/// Makes a view: see the crate.
#[proc_macro]
pub fn view(markup: proc_macro::TokenStream) -> proc_macro::TokenStream {
    rstml::parse2(markup.into())
        .and_then(|nodes| roots(&nodes))
        .unwrap_or_else(Error::into_compile_error)
        .into()
}

fn roots(nodes: &[Node]) -> Result<TokenStream> {
    match nodes {
        [Node::Element(one)] => element(one),
        all => {
            let all = all.iter().map(node).collect::<Result<Vec<_>>>()?;
            Ok(quote! { crate::ui::el::el("") #(.put(#all))* .contents() })
        }
    }
}

/// A node as an expression that can be put into an element.
fn node(node: &Node) -> Result<TokenStream> {
    match node {
        Node::Element(one) => element(one),
        Node::Text(text) => {
            let text = &text.value;
            Ok(quote! { #text })
        }
        Node::Block(NodeBlock::ValidBlock(block)) => Ok(match block.stmts.as_slice() {
            [Stmt::Expr(only, None)] => quote! { #only },
            _ => quote! { #block },
        }),
        other => Err(Error::new(other.span(), "this markup has no place here")),
    }
}

fn element(element: &NodeElement<Infallible>) -> Result<TokenStream> {
    let name = element.name();
    let tag = name.to_string();
    if tag.starts_with(char::is_uppercase) {
        return Err(Error::new(name.span(), "a component needs the `view!` of Leptos"));
    }
    let attributes = element.attributes().iter().map(attribute).collect::<Result<Vec<_>>>()?;
    let children = element.children.iter().map(node).collect::<Result<Vec<_>>>()?;
    Ok(quote! { crate::ui::el::el(#tag) #(#attributes)* #(.put(#children))* })
}

fn attribute(attribute: &NodeAttribute) -> Result<TokenStream> {
    let NodeAttribute::Attribute(one) = attribute else {
        return Err(Error::new(attribute.span(), "only attributes with a name are known"));
    };
    let name = one.key.to_string();
    if let Some(event) = name.strip_prefix("on:") {
        let (event, value) = (syn::Ident::new(event, one.key.span()), value(one)?);
        return Ok(quote! { .on(::leptos::ev::#event, #value) });
    }
    if let Some(property) = name.strip_prefix("prop:") {
        let value = value(one)?;
        return Ok(quote! { .prop(#property, #value) });
    }
    Ok(match one.value() {
        None => quote! { .attr(#name, true) },
        Some(value) => quote! { .attr(#name, #value) },
    })
}

fn value(attribute: &KeyedAttribute) -> Result<&Expr> {
    attribute.value().ok_or_else(|| Error::new(attribute.span(), "this needs a value"))
}
