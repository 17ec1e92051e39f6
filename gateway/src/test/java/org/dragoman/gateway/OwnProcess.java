package org.dragoman.gateway;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Programs of the class path in a process of their own, on a virtual machine that starts quickly.
public final class OwnProcess {
    private OwnProcess() {}

    /// The command line of {@code dragoman} with these words.
    public static List<String> dragoman(String... words) {
        return java(List.of(), Main.class, words);
    }

    /// - {@code options}: of the virtual machine.
    public static List<String> java(List<String> options, Class<?> main, String... words) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        line.addAll(List.of(words));
        return line;
    }
}
