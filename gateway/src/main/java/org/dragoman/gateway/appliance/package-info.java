/// What a hypervisor gives a virtual machine on a small disk (cloud-init's NoCloud), made into the
/// appliance's own settings. Start at {@link CloudData}, which the appliance runs at a start that
/// finds such a disk.
///
/// Sources: cloud-init 25.1, "NoCloud", "Networking config version 1", "version 2", module
/// reference; systemd.network(5), systemd.netdev(5) of systemd 257.
@NullMarked
package org.dragoman.gateway.appliance;

import org.jspecify.annotations.NullMarked;
