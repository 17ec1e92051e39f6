package org.dragoman.gateway.host;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the kernel grants this process. What cannot be found out is absent.
///
/// - {@code openFiles}: that may be open at a time.
/// - {@code receiveBuffer}: bytes that a socket may have at most.
/// - {@code localPorts}: given to any program that does not ask for a certain one.
/// - {@code reservedPorts}: excepted from those.
/// - {@code clockSynchronised}: whether something keeps the clock right.
record HostFacts(
        OptionalLong openFiles,
        OptionalLong receiveBuffer,
        Optional<Ports> localPorts,
        List<Ports> reservedPorts,
        Optional<Boolean> clockSynchronised) {
    private static final String OPEN_FILES = "Max open files";
    private static final int TEXT = 16_384; // bytes; the longest, self/limits, has 1.4 kB
    private static final int TIMEX = 208; // bytes of struct timex, Linux with 64 bits
    private static final int TIME_ERROR = 5; // adjtimex(2): the clock is not synchronised

    /// Asks the kernel; {@code proc} is where its files are.
    static HostFacts read(Path proc) {
        var net = proc.resolve("sys/net");
        return new HostFacts(
                filesOf(proc.resolve("self/limits")),
                number(text(net.resolve("core/rmem_max"))),
                range(text(net.resolve("ipv4/ip_local_port_range"))),
                Ports.list(text(net.resolve("ipv4/ip_local_reserved_ports"))),
                askClock());
    }

    private static OptionalLong filesOf(Path limits) {
        return text(limits)
                .lines()
                .filter(l -> l.startsWith(OPEN_FILES))
                .map(l -> l.substring(OPEN_FILES.length()).strip().split("\\s+")[0])
                .map(HostFacts::number)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static Optional<Ports> range(String text) {
        var ends = text.strip().split("\\s+");
        return ends.length == 2
                ? Optional.of(new Ports(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])))
                : Optional.empty();
    }

    /// Nothing for {@code unlimited}, and for what is not there.
    private static OptionalLong number(String text) {
        var stripped = text.strip();
        return stripped.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(stripped))
                : OptionalLong.empty();
    }

    /// In one read: a second one finds the end of the files of sysctl, however short the first was.
    private static String text(Path file) {
        try (var in = new FileInputStream(file.toFile())) {
            return new String(in.readNBytes(TEXT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // not there, or not for us: then nothing is known
        }
    }

    /// adjtimex(2) with nothing to change only reads.
    @SuppressWarnings("restricted") // one call, with a struct of our own
    private static Optional<Boolean> askClock() {
        var linker = Linker.nativeLinker();
        var symbol = linker.defaultLookup().find("adjtimex");
        if (symbol.isEmpty()) {
            return Optional.empty();
        }
        var adjtimex =
                linker.downcallHandle(
                        symbol.get(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            int state = (int) adjtimex.invokeExact(arena.allocate(TIMEX, Long.BYTES));
            return state < 0 ? Optional.empty() : Optional.of(state != TIME_ERROR);
        } catch (Throwable e) {
            throw new IllegalStateException("adjtimex takes a struct and returns a number", e);
        }
    }
}
