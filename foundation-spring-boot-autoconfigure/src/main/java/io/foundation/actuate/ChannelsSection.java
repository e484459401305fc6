package io.foundation.actuate;

import io.foundation.channel.ChannelStatus;
import io.foundation.channel.Channels;

/**
 * What went through the channels on this member.
 */
final class ChannelsSection implements Section {

	private final Channels channels;

	ChannelsSection(Channels channels) {
		this.channels = channels;
	}

	@Override
	public String name() {
		return "channels";
	}

	@Override
	public Object content() {
		return this.channels.status().stream().map(Channel::of).toList();
	}

	record Channel(String name, String delivery, long sent, long received, long lost, long dropped, long rejected,
			long errors, long queued, long window, long bytesSent, long bytesReceived) {

		static Channel of(ChannelStatus status) {
			return new Channel(status.name(), status.delivery().keyword(), status.sent(), status.received(),
					status.lost(), status.dropped(), status.rejected(), status.errors(), status.queued(),
					status.window(), status.bytesSent(), status.bytesReceived());
		}

	}

}
