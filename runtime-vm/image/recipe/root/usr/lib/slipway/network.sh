# The network: static, as QEMU's user network gives it; and what containers must not reach.

network_up() {
  ip link set lo up
  ip addr add "$GUEST_IP/$PREFIX" brd + dev eth0
  ip link set eth0 up
  ip route add default via "$GATEWAY"
  host=$(config_value HOSTNAME)
  printf '127.0.0.1 localhost\n::1 localhost\n127.0.1.1 %s\n%s host.slipway.internal\n' "$host" "$GATEWAY" > /etc/hosts
  echo "nameserver $DNS" > /etc/resolv.conf
  sysctl -q -p /etc/sysctl.conf 2> /dev/kmsg
}

# The engine is for the host alone: it comes from the gateway's address on eth0, and no port that a container publishes comes
# before it. Containers get neither to it in the guest nor, through the gateway, to the port on the host that leads back to
# it; QEMU answers for the host on its whole network. DOCKER-USER is the chain that dockerd asks before its own; FORWARD
# itself holds where the user's settings keep dockerd from iptables. dockerd lets bridges route the loopback's addresses:
# only what was translated to one may come in that way.
firewall() {
  engine_host_port=$(config_value ENGINE_HOST_PORT)
  back=
  forwarded=
  if [ -n "$engine_host_port" ]; then
    back="-A OUTPUT -d $GUEST_IP/$PREFIX -p tcp --dport $engine_host_port -j REJECT --reject-with tcp-reset"
    forwarded="-d $GUEST_IP/$PREFIX -p tcp --dport $engine_host_port -j REJECT --reject-with tcp-reset"
  fi
  iptables-restore << RULES 2> /dev/kmsg || { fault engine-failed 'the firewall rules do not load'; return 1; }
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:DOCKER-USER - [0:0]
-A INPUT -i eth0 -s $GATEWAY -p tcp --dport $ENGINE_PORT -j ACCEPT
-A INPUT -p tcp --dport $ENGINE_PORT -j REJECT --reject-with tcp-reset
-A INPUT ! -i lo -d 127.0.0.0/8 -m conntrack ! --ctstate DNAT -j DROP
$back
${forwarded:+-A FORWARD $forwarded}
${forwarded:+-A DOCKER-USER $forwarded}
-A DOCKER-USER -j RETURN
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:SLIPWAY-FORWARD - [0:0]
-A PREROUTING -i eth0 -s $GATEWAY -d $GUEST_IP -p tcp --dport $ENGINE_PORT -j ACCEPT
-A PREROUTING -i eth0 -d $GUEST_IP -j SLIPWAY-FORWARD
COMMIT
RULES
  ip6tables-restore << RULES 2> /dev/kmsg || { fault engine-failed 'the IPv6 firewall rules do not load'; return 1; }
*filter
:INPUT ACCEPT [0:0]
-A INPUT -p tcp --dport $ENGINE_PORT -j REJECT --reject-with tcp-reset
COMMIT
RULES
  : > "$STATE/firewall"
}

# forward_remove <tcp|udp> <port>
forward_remove() {
  iptables -w -t nat -S SLIPWAY-FORWARD | grep -e "^-A SLIPWAY-FORWARD .*-p $1 .*--dport $2 " | while read -r _ rule; do
    # Words are wanted: a rule is as many arguments.
    iptables -w -t nat -D $rule
  done
}

# forward_add <tcp|udp> <port> <guest address>: what arrives for the guest's own address goes where dockerd sends what
# arrives for the other one (a rule cannot lead into dockerd's: the address is translated only once), or, where dockerd has
# no rule, to a program that listens on the other address.
forward_add() {
  forward_remove "$1" "$2"
  target=$(iptables -w -t nat -S DOCKER 2> /dev/null | sed -n "s|^-A DOCKER -d $3/32 .*-p $1 .*--dport $2 .*--to-destination ||p" | tail -n 1)
  if [ -z "$target" ]; then
    target=$3:$2
    echo 1 > /proc/sys/net/ipv4/conf/eth0/route_localnet
  fi
  iptables -w -t nat -A SLIPWAY-FORWARD -p "$1" -m "$1" --dport "$2" -j DNAT --to-destination "$target"
}
