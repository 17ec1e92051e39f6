package org.dragoman.gateway.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// An example or two for the help of every command that does not bring its own.
final class Examples {
    private static final String ID = "0123456789ab";

    private static final Map<String, List<String>> OF =
            Map.ofEntries(
                    Map.entry("dragoman", List.of("dragoman demo", "dragoman calls")),
                    Map.entry(
                            "run",
                            List.of(
                                    "dragoman run --config dragoman.yaml",
                                    "dragoman run --h323-peer 192.0.2.10 --sip-peer 192.0.2.20")),
                    Map.entry("check", List.of("dragoman check dragoman.yaml")),
                    Map.entry(
                            "demo", List.of("dragoman demo", "dragoman demo --through 192.0.2.1")),
                    Map.entry("calls", List.of("dragoman calls", "dragoman calls --json")),
                    Map.entry("make", List.of("dragoman call make --from 1001 --to 74951234567")),
                    Map.entry(
                            "hold",
                            List.of(
                                    "dragoman call hold " + ID,
                                    "dragoman call hold " + ID + " --off")),
                    Map.entry("transfer", List.of("dragoman transfer " + ID + " --to 1002")),
                    Map.entry("hangup", List.of("dragoman hangup " + ID)),
                    Map.entry(
                            "trace",
                            List.of(
                                    "dragoman trace --follow --number 7495",
                                    "dragoman trace --follow --trunk carrier --ladder")),
                    Map.entry(
                            "capture",
                            List.of("dragoman capture --call " + ID + " -o call.pcapng")),
                    Map.entry("peers", List.of("dragoman peers")),
                    Map.entry("peer", List.of("dragoman peer carrier")),
                    Map.entry("stats", List.of("dragoman stats", "dragoman stats --json")),
                    Map.entry("doctor", List.of("dragoman doctor --config dragoman.yaml")),
                    Map.entry(
                            "completion",
                            List.of(
                                    "source <(dragoman completion bash)",
                                    "dragoman completion zsh > _dragoman")),
                    Map.entry("account", List.of("dragoman account add 1001 --generate-password")),
                    Map.entry(
                            "add",
                            List.of("dragoman account add 1001 --name Anna --may-call '7*,810*'")),
                    Map.entry("set", List.of("dragoman account set 1001 --may-call none")),
                    Map.entry("list", List.of("dragoman account list")),
                    Map.entry("remove", List.of("dragoman account remove 1001")),
                    Map.entry("hash", List.of("dragoman account hash 1001")),
                    Map.entry("token", List.of("dragoman token crm --scope read,call")),
                    Map.entry(
                            "record",
                            List.of("dragoman record " + ID, "dragoman record " + ID + " --stop")),
                    Map.entry(
                            "records",
                            List.of(
                                    "dragoman records --since 1d --failed",
                                    "dragoman records --since 2026-11-01 --until 2026-12-01 --csv",
                                    "dragoman records " + ID)),
                    Map.entry("map", List.of("dragoman map causes --preset asterisk")),
                    Map.entry(
                            "causes",
                            List.of(
                                    "dragoman map causes --preset freeswitch",
                                    "dragoman map causes --config dragoman.yaml --peer carrier")),
                    Map.entry("messages", List.of("dragoman map messages")),
                    Map.entry("progress", List.of("dragoman map progress")),
                    Map.entry("numbers", List.of("dragoman map numbers")),
                    Map.entry("tones", List.of("dragoman map tones --config dragoman.yaml")),
                    Map.entry("elements", List.of("dragoman map elements")),
                    Map.entry("codecs", List.of("dragoman map codecs")),
                    Map.entry(
                            "route",
                            List.of("dragoman route explain --from carrier --to 84951234567")),
                    Map.entry( // of route; the other one brings its own
                            "explain",
                            List.of("dragoman route explain --from carrier --to 84951234567")),
                    Map.entry("reload", List.of("dragoman reload")),
                    Map.entry(
                            "drain",
                            List.of(
                                    "dragoman drain --wait 60 && systemctl restart dragoman",
                                    "dragoman drain --end")),
                    Map.entry(
                            "backup",
                            List.of(
                                    "dragoman backup /mnt/gateway.backup",
                                    "dragoman backup gateway.backup --password-file backup.password",
                                    "dragoman backup - --password-file -")),
                    Map.entry(
                            "restore",
                            List.of(
                                    "dragoman restore gateway.backup --list",
                                    "dragoman restore gateway.backup")),
                    Map.entry("support", List.of("dragoman support support.zip")),
                    Map.entry("prepare", List.of("dragoman prepare")),
                    Map.entry("version", List.of("dragoman version")));

    private Examples() {}

    /// Adds them below the help of a command and of those under it.
    static void addTo(CommandLine line) {
        var usage = line.getCommandSpec().usageMessage();
        var own = OF.get(line.getCommandName());
        if (usage.footer().length == 0 && own != null) {
            usage.footerHeading("%nExamples:%n");
            usage.footer(own.stream().map(e -> "  " + e).toArray(String[]::new));
        }
        line.getSubcommands().values().forEach(Examples::addTo);
    }
}
