// What only a browser can do between two people: a call (WebRTC), and a picture made small enough
// to be sent. Fetched when it is first wanted. The app says what is to be done (`platform/media`)
// and hears how it goes by `hear(word, text)`; what the two browsers have to say to each other goes
// through the app. STUN and TURN servers stand in /config.json.
(function (root) {
  var LONGEST_SIDE = 1280, LONGEST = 200000, PATIENCE = 15000;
  var pc, stream, waiting = [], timer, turn = 0;
  var tell = function (word, text) { if (root.bangbanTogether.hear) root.bangbanTogether.hear(word, text || ""); };
  var box = function () { return document.getElementById("call-media"); };
  var servers = function () {
    return fetch("/config.json").then(function (answer) { return answer.json(); })
      .then(function (config) { return config.iceServers || []; }, function () { return []; });
  };
  var cameras = function () {
    navigator.mediaDevices.enumerateDevices().then(function (all) {
      var found = all.filter(function (one) { return one.kind === "videoinput"; });
      tell("cameras", found.map(function (one) { return one.deviceId + "\t" + one.label; }).join("\n"));
    }, function () {});
  };
  var screen = function (id, media, muted) {
    var one = document.getElementById(id);
    if (!one) {
      if (!box()) return;
      one = document.createElement("video");
      one.id = id;
      one.autoplay = one.playsInline = true;
      one.muted = muted;
      box().append(one);
    }
    one.srcObject = media;
    var shows = media.getVideoTracks().some(function (track) { return !track.muted; });
    one.dataset.shows = shows;
    // Sound goes on where a browser wants a press first: the press was made.
    one.play().catch(function () {});
  };
  var sender = function (kind) {
    var found = pc.getTransceivers().find(function (one) { return one.receiver.track.kind === kind; });
    return found || pc.addTransceiver(kind, { direction: "sendrecv" });
  };
  var describe = function (kind, description) {
    return pc.setLocalDescription(description).then(function () { tell(kind, JSON.stringify(pc.localDescription)); });
  };
  var fail = function () { tell("failed"); };
  var own = function () {
    var calls = ["audio", "video"].map(function (kind) {
      var line = sender(kind);
      line.direction = "sendrecv";
      var track = stream.getTracks().find(function (one) { return one.kind === kind; });
      return line.sender.replaceTrack(track || null);
    });
    return Promise.all(calls);
  };
  var hear = {
    offer: function (data) {
      return pc.setRemoteDescription(JSON.parse(data)).then(own).then(function () { return pc.createAnswer(); })
        .then(function (answer) { return describe("answer", answer); });
    },
    answer: function (data) { return pc.setRemoteDescription(JSON.parse(data)); },
    ice: function (data) { return pc.addIceCandidate(JSON.parse(data)); },
  };
  // One after the other, and none before there is a connection to take it.
  var line = Promise.resolve();
  var take = function (said) {
    if (!pc) return waiting.push(said);
    var at = said.indexOf(" "), own = pc;
    line = line.then(function () {
      if (pc === own) return hear[said.slice(0, at)](said.slice(at + 1));
    }).catch(function () { if (pc === own && said.indexOf("ice ") !== 0) fail(); });
  };
  root.bangbanTogether = {
    hear: null,
    open: function (video) {
      var mine = ++turn;
      if (!navigator.mediaDevices || !root.RTCPeerConnection) return tell("none");
      var ask = function (video) { return navigator.mediaDevices.getUserMedia({ audio: true, video: video }); };
      var none = function (error) { return error.name === "NotFoundError" || error.name === "NotReadableError"; };
      ask(video).catch(function (error) {
        // No camera: a call without pictures.
        if (video && none(error)) return ask(false);
        throw error;
      }).then(function (got) {
        if (mine !== turn) return got.getTracks().forEach(function (track) { track.stop(); });
        stream = got;
        if (got.getVideoTracks().length) screen("call-own", got, true);
        tell("opened");
        cameras();
      }).catch(function (error) { if (mine === turn) tell(none(error) ? "none" : "refused"); });
    },
    start: function (calls) {
      var mine = turn;
      servers().then(function (ice) {
        if (mine !== turn) return;
        pc = new RTCPeerConnection({ iceServers: ice });
        timer = setTimeout(fail, PATIENCE);
        pc.onicecandidate = function (event) { if (event.candidate) tell("ice", JSON.stringify(event.candidate)); };
        pc.ontrack = function (event) {
          var all = new MediaStream(pc.getReceivers().map(function (one) { return one.track; }));
          var show = function () { screen("call-other", all, false); };
          event.track.onmute = event.track.onunmute = show;
          show();
        };
        pc.onconnectionstatechange = function () {
          if (!pc) return;
          if (pc.connectionState === "connected") { clearTimeout(timer); tell("connected"); }
          if (pc.connectionState === "failed") fail();
        };
        waiting.splice(0).forEach(take);
        if (calls) own().then(function () { return pc.createOffer(); }).then(function (offer) { return describe("offer", offer); }).catch(fail);
      }).catch(fail);
    },
    signal: take,
    mute: function (muted) {
      if (stream) stream.getAudioTracks().forEach(function (track) { track.enabled = !muted; });
    },
    camera: function (id) {
      if (!stream) return;
      var mine = turn;
      stream.getVideoTracks().forEach(function (track) { track.stop(); stream.removeTrack(track); });
      var shown = document.getElementById("call-own");
      if (shown) shown.remove();
      if (!id) return pc && sender("video").sender.replaceTrack(null);
      navigator.mediaDevices.getUserMedia({ video: { deviceId: id } }).then(function (got) {
        var track = got.getVideoTracks()[0];
        if (mine !== turn) return track.stop();
        stream.addTrack(track);
        screen("call-own", stream, true);
        if (pc) sender("video").sender.replaceTrack(track);
      }).catch(function () { tell("camera-refused"); });
    },
    end: function () {
      turn += 1;
      clearTimeout(timer);
      waiting = [];
      if (pc) pc.close();
      if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
      pc = stream = undefined;
      if (box()) box().replaceChildren();
    },
    shrink: function (picture) {
      return createImageBitmap(picture).then(function (image) {
        var scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
        var canvas = document.createElement("canvas");
        for (var quality = 0.8; ; quality -= 0.2, scale *= 0.75) {
          canvas.width = Math.max(1, Math.round(image.width * scale));
          canvas.height = Math.max(1, Math.round(image.height * scale));
          var pen = canvas.getContext("2d");
          pen.fillStyle = "#fff";
          pen.fillRect(0, 0, canvas.width, canvas.height);
          pen.drawImage(image, 0, 0, canvas.width, canvas.height);
          var address = canvas.toDataURL("image/jpeg", Math.max(quality, 0.3));
          if (address.length <= LONGEST) return address;
        }
      });
    },
  };
})(window);
