package org.dragoman.gateway.appliance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Disks of NoCloud as hypervisors write them (src/test/resources/cloud), and what becomes of them.
class CloudDataTest {
    private static final List<String> FILES = List.of("meta-data", "user-data", "network-config");

    @TempDir private Path temp;

    private static Path sample(String name) {
        return Path.of("src/test/resources/cloud").resolve(name);
    }

    private String run(Path disk) {
        var said = new ByteArrayOutputStream();
        var words = new String[] {disk.toString(), temp.resolve("out").toString()};
        int code = CloudData.run(words, new PrintStream(said, true, UTF_8));
        assertThat(code).isZero();
        return said.toString(UTF_8);
    }

    private String out(String name) throws IOException {
        return Files.readString(temp.resolve("out").resolve(name));
    }

    /// A disk of one's own.
    private Path disk(String user, String network) throws IOException {
        var disk = Files.createDirectories(temp.resolve("disk"));
        Files.writeString(disk.resolve("meta-data"), "instance-id: one\n");
        Files.writeString(disk.resolve("user-data"), user);
        Files.writeString(disk.resolve("network-config"), network);
        return disk;
    }

    @Test
    void proxmox() throws IOException {
        assertThat(run(sample("proxmox")))
                .isEqualTo(
                        "<5>instance 5f1c6f0a2c7f0b7d6e1a4f7f6e0d3c2b1a09f8e7: name gateway-7,"
                                + " 1 keys for SSH, 2 networks\n");
        assertThat(out("instance-id")).isEqualTo("5f1c6f0a2c7f0b7d6e1a4f7f6e0d3c2b1a09f8e7\n");
        assertThat(out("network.yaml").strip()).isEqualTo("hostname: gateway-7");
        assertThat(out("authorized_keys")).startsWith("ssh-ed25519 AAAA").endsWith("anna@laptop\n");
        assertThat(out("problems")).isEmpty();
        assertThat(out("network/50-dragoman-cloud-1.network"))
                .isEqualTo(
                        """
                        [Match]
                        Type=ether
                        Kind=!vlan
                        MACAddress=bc:24:11:2e:6d:01
                        [Network]
                        LinkLocalAddressing=ipv6
                        IPv6AcceptRA=yes
                        DHCP=no
                        Address=192.0.2.10/24
                        Address=2001:db8:0:0:0:0:0:10/64
                        DNS=192.0.2.53
                        Domains=example.org
                        [Route]
                        Gateway=192.0.2.1
                        [Route]
                        Gateway=2001:db8:0:0:0:0:0:1
                        """);
        assertThat(out("network/50-dragoman-cloud-2.network"))
                .contains("MACAddress=bc:24:11:2e:6d:02", "DHCP=ipv4", "DNS=192.0.2.53");
    }

    @Test
    void virt_install() throws IOException {
        assertThat(run(sample("virt-install")).lines())
                .containsExactly(
                        "<4>user-data:7: runcmd: is nothing that this machine does; see"
                                + " docs/installing.md",
                        "<5>instance f2d9c3c1-3a3f-4f0e-8a3d-0a9a1c2b3d4e: name appliance,"
                                + " 1 keys for SSH, nothing of the network");
        assertThat(out("authorized_keys")).startsWith("ssh-rsa AAAA").endsWith("boris@desk\n");
        assertThat(temp.resolve("out/network")).doesNotExist();
        assertThat(out("problems")).hasLineCount(1);
    }

    @Test
    void netplan() throws IOException {
        assertThat(run(sample("netplan"))).startsWith("<5>instance i-0042: name nine");
        assertThat(out("network.yaml"))
                .contains("ntp: [192.0.2.123, time.example.org, 0.pool.example.org]\n");
        assertThat(out("network/50-dragoman-cloud-1.network"))
                .isEqualTo(
                        """
                        [Match]
                        Type=ether
                        Kind=!vlan
                        MACAddress=52:54:00:12:34:56
                        [Link]
                        MTUBytes=1400
                        [Network]
                        LinkLocalAddressing=ipv6
                        IPv6AcceptRA=no
                        DHCP=no
                        Address=192.0.2.20/24
                        Address=2001:db8:0:0:0:0:0:20/64
                        DNS=192.0.2.53
                        DNS=2001:db8:0:0:0:0:0:53
                        Domains=example.org
                        Domains=lab
                        VLAN=voice
                        [Route]
                        Gateway=192.0.2.1
                        [Route]
                        Destination=198.51.100.0/24
                        Gateway=192.0.2.254
                        Metric=50
                        [Route]
                        Gateway=fe80:0:0:0:0:0:0:1
                        GatewayOnLink=yes
                        """);
        assertThat(out("network/50-dragoman-cloud-2.network"))
                .contains("Name=enp9*", "Driver=virtio_net", "DHCP=yes");
        assertThat(out("network/51-dragoman-cloud-3.netdev"))
                .isEqualTo("[NetDev]\nName=voice\nKind=vlan\n[VLAN]\nId=20\n");
        assertThat(out("network/51-dragoman-cloud-3.network"))
                .contains("Name=voice\n", "Address=10.20.0.2/16", "Gateway=10.20.0.1");
    }

    @Test
    void terraform() throws IOException {
        assertThat(run(sample("terraform"))).endsWith("1 networks, dragoman.yaml\n");
        assertThat(out("dragoman.yaml")).isEqualTo("sip:\n  listen: udp 0.0.0.0:5060\n");
        assertThat(out("network.yaml")).isEqualTo("hostname: tf\nopen: [tcp 5080]\n\n");
        assertThat(out("files/prices.csv")).isEqualTo("prefix,price\n7,0.01\n");
        assertThat(out("files/note")).isEqualTo("hello");
        // the only card there is, whatever this system calls it
        assertThat(out("network/50-dragoman-cloud-1.network")).doesNotContain("Name=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hostname: a_b | hostname: \"a_b\" is not a name of letters, digits and -",
                "ssh_authorized_keys: [ssh-rsa x] | ssh_authorized_keys[1]: \"ssh-rsa x\" is not a"
                        + " public key",
                "ssh_authorized_keys: ['from=\"192.0.2.1\" ssh-rsa AAAA'] | without options",
                "write_files: [{path: /etc/passwd, content: x}] | \"/etc/passwd\" is not a file of"
                        + " this machine",
                "write_files: [{path: /boot/files/../x, content: x}] | is not a file of this machine",
                "write_files: [{path: dragoman.yaml}] | has no content",
                "write_files: [{path: dragoman.yaml, content: '!', encoding: b64}] | is not b64",
                "ntp: {servers: ['a b']} | ntp.servers[1]: \"a b\" is not a name or an address",
                "bootcmd: [reboot] | bootcmd: is nothing that this machine does",
                "hostname: [a] | hostname: is not a text",
                "'[' | is not YAML",
            })
    void what_is_not_understood_of_user_data_is_said(String line, String said) throws IOException {
        var text = line.equals("'['") ? "[" : line;
        assertThat(run(disk("#cloud-config\n" + text + "\n", "")))
                .contains("<4>user-data:", said)
                .contains("<5>instance one: no name, 0 keys for SSH");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "addresses: [300.1.1.1/24] | addresses[1]: \"300.1.1.1/24\" is not an address",
                "addresses: [192.0.2.1/33] | is not an address such as",
                "addresses: [10.1/8] | is not an address such as",
                "addresses: ['2001:db8::1/129'] | is not an address such as",
                "addresses: [host.example/24] | is not an address such as",
                "gateway4: nowhere | gateway4: \"nowhere\" is not an address",
                "routes: [{to: default}] | a route needs to and via",
                "mtu: 100 | mtu: \"100\" is not a number from 576",
                "dhcp4: perhaps | \"perhaps\" is not true or false",
                "match: {macaddress: '52:54'} | is not a hardware address",
                "wakeup: 1 | wakeup: is no setting of a link",
            })
    void what_is_not_understood_of_the_network_is_said(String line, String said)
            throws IOException {
        var network = "version: 2\nethernets:\n  one:\n    " + line + "\n";
        assertThat(run(disk("#cloud-config\n", network))).contains("<4>network-config:", said);
        assertThat(temp.resolve("out/network/50-dragoman-cloud-1.network")).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 3 | is not a number from 1 to 2",
                "ethernets: {} | version: 1 or version: 2 is missing",
                "{version: 2, bonds: {b: {}}} | bonds: is no kind of network",
                "{version: 1, config: [{type: bridge, name: b}]} | is no kind of network",
                "{version: 1, config: [{type: vlan, name: b}]} | a VLAN needs vlan_link and vlan_id",
                "{version: 1, config: [{type: physical, name: a, subnets: [{type: static, address:"
                        + " 192.0.2.1, netmask: 255.0.255.0}]}]} | is not a mask of that address",
                "{version: 1, config: [{type: physical, name: a, subnets: [{type: x}]}]} | is no type"
                        + " of subnet",
            })
    void what_is_no_network_is_said(String network, String said) throws IOException {
        assertThat(run(disk("#cloud-config\n", network))).contains("<4>network-config:", said);
    }

    @Test
    void a_network_that_is_left_alone() throws IOException {
        assertThat(run(disk("#cloud-config\n", "network: {config: disabled}\n")))
                .isEqualTo("<5>instance one: no name, 0 keys for SSH, nothing of the network\n");
    }

    @Test
    void scripts_are_not_run() throws IOException {
        assertThat(run(disk("#!/bin/sh\nreboot\n", "")))
                .contains("<4>user-data:1: does not begin with #cloud-config");
    }

    @Test
    void a_disk_with_nothing_on_it_is_none() {
        var said = new ByteArrayOutputStream();
        var words = new String[] {temp.toString(), temp.resolve("out").toString()};
        assertThat(CloudData.run(words, new PrintStream(said, true, UTF_8))).isEqualTo(1);
        assertThat(said.toString(UTF_8)).contains("neither meta-data nor user-data");
    }

    /// Whatever a disk says: no line of it becomes a line of a unit that nobody meant, and nothing
    /// is thrown.
    @Test
    void damaged_disks_are_read_all_the_same() throws IOException {
        var random = new Random(35);
        for (var name : List.of("proxmox", "netplan", "terraform", "virt-install")) {
            for (int round = 0; round < 20; round++) {
                var disk = Files.createDirectories(temp.resolve("damaged"));
                for (var file : FILES) {
                    damage(sample(name).resolve(file), disk.resolve(file), random);
                }
                run(disk);
                for (var unit : units()) {
                    assertThat(Files.readAllLines(unit))
                            .allMatch(l -> l.matches("\\[[A-Za-z]+]|[A-Za-z0-9]+=[^\\p{Cntrl}]+"));
                    Files.delete(unit);
                }
            }
        }
    }

    private List<Path> units() throws IOException {
        var folder = temp.resolve("out/network");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static void damage(Path from, Path to, Random random) throws IOException {
        if (!Files.exists(from)) {
            Files.deleteIfExists(to);
            return;
        }
        var lines = new ArrayList<>(Files.readAllLines(from));
        for (int change = random.nextInt(4); change > 0; change--) {
            int at = random.nextInt(lines.size());
            var line = new StringBuilder(lines.get(at));
            switch (random.nextInt(3)) {
                case 0 -> lines.add(lines.remove(at));
                case 1 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
                default -> {
                    if (!line.isEmpty()) {
                        line.setCharAt(
                                random.nextInt(line.length()),
                                "\n\"'[]{}:&*#\t\0x".charAt(random.nextInt(14)));
                    }
                    lines.set(at, line.toString());
                }
            }
        }
        Files.writeString(to, String.join("\n", lines));
    }
}
