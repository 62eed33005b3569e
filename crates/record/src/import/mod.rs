//! Records out of the files that diffusion interfaces write.
