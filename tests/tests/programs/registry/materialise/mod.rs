//! Members of logs: proved, and made assets.

mod assets;
mod members;
mod owners;
mod scene;
