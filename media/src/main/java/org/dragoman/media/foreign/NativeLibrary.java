package org.dragoman.media.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/// A native library that stays loaded as long as the process lives. Functions take and return
/// numbers; a pointer is a long.
///
/// - Errors: {@link IllegalArgumentException} where the library or the function is not there.
public final class NativeLibrary {
    private final SymbolLookup symbols;

    private NativeLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /// A library of the system, by its file name ({@code libopus.so.0}); empty if not installed.
    @SuppressWarnings("restricted") // loading libraries is what this class is for
    public static Optional<NativeLibrary> installed(String fileName) {
        try {
            var symbols = SymbolLookup.libraryLookup(fileName, Arena.global());
            return Optional.of(new NativeLibrary(symbols));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not installed, or not for this processor
        }
    }

    @SuppressWarnings("restricted") // loading libraries is what this class is for
    public static NativeLibrary at(Path file) {
        return new NativeLibrary(SymbolLookup.libraryLookup(file, Arena.global()));
    }

    public MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return handle(name, FunctionDescriptor.of(result, arguments));
    }

    public MethodHandle procedure(String name, MemoryLayout... arguments) {
        return handle(name, FunctionDescriptor.ofVoid(arguments));
    }

    /// A function whose arguments from index {@code fixed} on are variadic in C.
    @SuppressWarnings("restricted") // so is calling them
    public MethodHandle variadic(
            String name, int fixed, MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(
                        symbols.findOrThrow(name),
                        FunctionDescriptor.of(result, arguments),
                        Linker.Option.firstVariadicArg(fixed));
    }

    public boolean has(String name) {
        return symbols.find(name).isPresent();
    }

    @SuppressWarnings("restricted") // so is calling them
    private MethodHandle handle(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), type);
    }
}
