package org.dragoman.gateway.appliance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/// Makes settings of the appliance of a NoCloud disk: {@code CloudData DISK OUT}. A program of its
/// own, which no operator types: the appliance's script {@code cloud} does.
///
/// What is not understood is printed, and left out; the rest holds.
public final class CloudData {
    private static final int MISTAKE = 2;

    // what journald takes a line's weight from, sd-daemon(3)
    private static final String WARNING = "<4>";
    private static final String NOTICE = "<5>";

    private CloudData() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    static int run(String[] arguments, PrintStream out) {
        if (arguments.length != 2) {
            out.println("Usage: CloudData DISK OUT (two folders; OUT is made)");
            return MISTAKE;
        }
        try {
            var read = NoCloud.read(Path.of(arguments[0]));
            new CloudFolder(Path.of(arguments[1])).write(read);
            read.problems().forEach(p -> out.println(WARNING + p));
            out.println(NOTICE + read.settings().summary());
            return 0;
        } catch (IOException e) {
            out.println(WARNING + "the cloud data cannot be read: " + e.getMessage());
            return 1;
        }
    }
}
