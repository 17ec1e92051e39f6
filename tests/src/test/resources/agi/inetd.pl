#!/usr/bin/perl
# Usage: inetd.pl ADDRESS SCRIPT
# Runs an AGI script for each connection to port 4573, as inetd runs scripts for FastAGI.
use strict;
use warnings;
use IO::Socket::INET;

my ($address, $script) = @ARGV;
my $server = IO::Socket::INET->new(
    LocalAddr => $address, LocalPort => 4573, Listen => 5, ReuseAddr => 1)
    or die "cannot listen: $!\n";
$SIG{CHLD} = 'IGNORE';
$| = 1;
print "listening\n";
while (my $caller = $server->accept) {
    my $child = fork;
    die "cannot fork: $!\n" unless defined $child;
    if ($child == 0) {
        open STDIN,  '<&', $caller or die;
        open STDOUT, '>&', $caller or die;
        exec $^X, $script or die "cannot run $script: $!\n";
    }
    close $caller;
}
