//! A filing's answers as Yjs documents: commands in, updates and events out.
