#!/usr/bin/env python3
"""Patch a private copy of the Rust standard library for target_os = "solana".

usage: patch-std.py LIBRARY_DIR RUSTC_VERSION

The copy comes from the distribution's own rustc sources, which know nothing of
Solana. Each edit says what it expects to find and how often; if a newer rustc
has moved things, the script stops, names the edit and the rustc version, and
leaves a directory that setup.sh throws away. Nothing is patched "best effort":
a half-patched library would build programs that misbehave on chain.
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
version = sys.argv[2]
done = 0


def fail(what, why):
    sys.exit(
        f"patch-std: {what}: {why}\n"
        f"patch-std: the library of '{version}' differs from the one these patches "
        "were written for (1.96.0); adapt tools/sbf/patch-std.py, then run tools/sbf/setup.sh again"
    )


def edit(name, path, pattern, replacement, count):
    """Replace exactly `count` matches of the regular expression `pattern`."""
    global done
    file = root / path
    if not file.is_file():
        fail(name, f"{path} is missing")
    text = file.read_text()
    new, found = re.subn(pattern, lambda m: m.expand(replacement), text, flags=re.M)
    if found != count:
        fail(name, f"{path}: expected {count} place(s), found {found}")
    if new == text:
        fail(name, f"{path}: the edit changed nothing")
    file.write_text(new)
    done += 1


# 1. std has no port to Solana. Its smallest port is the one to "zkvm" (no
#    threads, no clock, no files); take every branch of it for "solana".
for path, count in {
    "std/build.rs": 1,
    "std/src/sys/alloc/mod.rs": 2,
    "std/src/sys/args/mod.rs": 1,
    "std/src/sys/env/mod.rs": 1,
    "std/src/sys/env_consts.rs": 1,
    "std/src/sys/io/error/mod.rs": 1,
    "std/src/sys/pal/mod.rs": 1,
    "std/src/sys/random/mod.rs": 1,
    "std/src/sys/stdio/mod.rs": 1,
    "std/src/sys/thread_local/mod.rs": 2,
}.items():
    edit("os", path, r'target_os (==|=) "zkvm"', r'target_os \1 "solana"', count)
left = [
    str(p.relative_to(root))
    for p in sorted((root / "std").rglob("*.rs"))
    if re.search(r'target_os\s*=+\s*"zkvm"', p.read_text(errors="replace"))
]
if left:
    fail("os", "branches left behind in " + ", ".join(left))

# 2. MIN_ALIGN is a compile error on architectures it does not list.
edit(
    "min-align",
    "std/src/sys/alloc/mod.rs",
    r'^(    target_arch = "arm",\n)',
    r'\1    target_arch = "bpf",\n',
    1,
)

# 3. No entropy on chain, and programs must be deterministic: fixed hash keys.
edit(
    "hash-keys",
    "std/src/hash/random.rs",
    r"^    pub fn new\(\) -> RandomState \{\n",
    '    pub fn new() -> RandomState {\n'
    '        #[cfg(target_os = "solana")]\n'
    "        return RandomState { k0: 0, k1: 0 };\n"
    '        #[cfg(not(target_os = "solana"))]\n'
    "        {\n",
    1,
)
edit(
    "hash-keys-end",
    "std/src/hash/random.rs",
    r"(            RandomState \{ k0, k1 \}\n        \}\))\n    \}\n",
    r"\1\n        }\n    }\n",
    1,
)

# 4. A panic goes to the program's own hook and then to the runtime's abort.
#    Programs define custom_panic with their entrypoint macro. Std's own path
#    (hook lock, payload boxes, formatting) would only cost size.
edit(
    "panic-handler",
    "std/src/panicking.rs",
    r"^pub fn panic_handler\(info: &core::panic::PanicInfo<'_>\) -> ! \{\n",
    "pub fn panic_handler(info: &core::panic::PanicInfo<'_>) -> ! {\n"
    '    #[cfg(target_os = "solana")]\n'
    "    {\n"
    '        unsafe extern "Rust" {\n'
    "            fn custom_panic(info: &core::panic::PanicInfo<'_>);\n"
    "        }\n"
    '        unsafe extern "C" {\n'
    "            fn abort() -> !;\n"
    "        }\n"
    "        unsafe {\n"
    "            custom_panic(info);\n"
    "            abort()\n"
    "        }\n"
    "    }\n"
    '    #[cfg(not(target_os = "solana"))]\n'
    "    std_panic_handler(info)\n"
    "}\n\n"
    '#[cfg(not(any(test, doctest)))]\n'
    '#[cfg(not(target_os = "solana"))]\n'
    "fn std_panic_handler(info: &core::panic::PanicInfo<'_>) -> ! {\n",
    1,
)
edit(
    "panic-hook",
    "std/src/panicking.rs",
    r"^(fn panic_with_hook\(\n(?:    \w+: [^\n]+,\n){4}\) -> ! \{\n)",
    r'\1    #[cfg(target_os = "solana")]\n'
    "    {\n"
    "        let _ = (&payload, location, can_unwind, force_no_backtrace);\n"
    "        crate::process::abort()\n"
    "    }\n"
    '    #[cfg(not(target_os = "solana"))]\n'
    "    {\n",
    1,
)
edit(
    "panic-hook-end",
    "std/src/panicking.rs",
    r"^(    rust_panic\(payload\)\n)\}\n\n(/// This is the entry point for `resume_unwind`)",
    r"\1    }\n}\n\n\2",
    1,
)

# 5. Out of memory: abort, without a message that would pull in formatting.
edit(
    "oom",
    "std/src/alloc.rs",
    r"^pub fn rust_oom\(layout: Layout\) -> ! \{\n",
    "pub fn rust_oom(layout: Layout) -> ! {\n"
    '    #[cfg(target_os = "solana")]\n'
    "    {\n"
    "        let _ = layout;\n"
    "        crate::process::abort()\n"
    "    }\n"
    '    #[cfg(not(target_os = "solana"))]\n',
    1,
)
print(f"patch-std: {done} edits made to the library of '{version}'")
