package io.foundation.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.DatagramPacket;

/**
 * Finds out whether multicast DNS can work on an address, by trying.
 */
final class MulticastCheck {

	private static final int PORT = 5353;

	private static final byte[] GROUP = { (byte) 224, 0, 0, (byte) 251 };

	private static final int DNS_HEADER_BYTES = 12;

	private MulticastCheck() {
	}

	/**
	 * Joins the group and sends to it.
	 * @return an empty string if that works, otherwise the reason why it does not
	 */
	static String obstacle(InetAddress address) {
		try {
			NetworkInterface network = NetworkInterface.getByInetAddress(address);
			if (network == null) {
				return "no interface has the address " + address.getHostAddress();
			}
			// Linux does not flag the loopback interface, and yet multicast works on it.
			if (!network.supportsMulticast() && !network.isLoopback()) {
				return "interface " + network.getName() + " has no multicast";
			}
			return tryOut(network);
		}
		catch (IOException | SecurityException ex) {
			return "joining 224.0.0.251:" + PORT + " at " + address.getHostAddress() + " failed (" + ex.getMessage()
					+ ")";
		}
	}

	private static String tryOut(NetworkInterface network) throws IOException {
		InetSocketAddress group = new InetSocketAddress(InetAddress.getByAddress(GROUP), PORT);
		try (MulticastSocket socket = new MulticastSocket(PORT)) {
			socket.setNetworkInterface(network);
			socket.joinGroup(group, network);
			// A query without a question: nobody answers, but a firewall shows itself.
			socket.send(new DatagramPacket(new byte[DNS_HEADER_BYTES], DNS_HEADER_BYTES, group));
			socket.leaveGroup(group, network);
		}
		return "";
	}

}
