//! What the fuzz targets share: accounts that instructions could be about, and the bytes that mean a
//! call.

pub mod call;
pub mod cast;
pub mod native;
pub mod tokens;
