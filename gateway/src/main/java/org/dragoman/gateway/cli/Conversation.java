package org.dragoman.gateway.cli;

import java.io.IOException;
import java.util.List;
import org.dragoman.gateway.Version;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.shell.LiveNames;
import org.dragoman.gateway.shell.Shell;

/// The shell with our commands: what it says first, and the names that it completes.
final class Conversation implements LiveNames {
    private Conversation() {}

    static int hold() throws IOException {
        var names = new Conversation();
        return new Shell(DragomanCommand::commandLine, names, greeting()).converse();
    }

    private static String greeting() {
        return """
        Dragoman %s. %s
        Tab completes, `help` lists the commands, `help COMMAND` explains one."""
                .formatted(Version.text(), running());
    }

    private static String running() {
        try (var rest = new GatewayOption().open()) {
            return "A gateway runs, with %d calls now.".formatted(rest.gateway().calls());
        } catch (RestClient.Unreachable none) {
            return String.valueOf(none.getMessage());
        }
    }

    @Override
    public List<String> of(String label) {
        try (var rest = new GatewayOption().open()) {
            return switch (label) {
                case "ID" -> rest.calls().stream().map(CallView::id).toList();
                case "PEER", "PEER|ACCOUNT" -> rest.gateway().peers();
                default -> List.of();
            };
        } catch (RestClient.Unreachable none) {
            return List.of();
        }
    }

    /// Of the gateway of this machine alone: another one may keep us waiting at every prompt.
    @Override
    public String state() {
        var here = new GatewayOption();
        if (here.isElsewhere()) {
            return "";
        }
        try (var rest = here.open()) {
            return rest.gateway().drain().draining() ? "draining" : "";
        } catch (RestClient.Unreachable none) {
            return "";
        }
    }
}
