import type { Row } from "../row.ts";

/** Media, documents and sites. */
export function mediaRows(): readonly Row[] {
  const ffmpegOptions =
    "-i=:r -f= -c= -codec= -vcodec= -acodec= -scodec= -ab= -vb= -r= -s= -t= -to= -ss= -sseof= -vf= -af= -filter_complex= -lavfi= -filter_complex_script=:r -map= -map_metadata= -map_chapters= -metadata= -preset= -tune= -crf= -qscale= -q= -qp= -pix_fmt= -profile= -level= -g= -bf= -threads= -loglevel= -v= -ar= -ac= -vol= -aspect= -frames= -vframes= -aframes= -vsync= -fps_mode= -async= -itsoffset= -stream_loop= -loop= -movflags= -segment_time= -hls_time= -hls_list_size= -hls_segment_filename=:o -hls_key_info_file=:r -passlogfile=:o -pass= -attach=:r -dump_attachment=:o -progress=:o -report -protocol_whitelist= -user_agent= -headers= -rtsp_transport= -start_number= -framerate= -video_size= -init_hw_device= -hwaccel= -hwaccel_device= -hwaccel_output_format= -bsf= -tag= -max_muxing_queue_size= -maxrate= -minrate= -bufsize= -color_primaries= -show_entries= -of= -print_format= -select_streams= -y -n -an -vn -sn -dn -hide_banner -nostats -nostdin -stats -shortest -re -copyts -version";

  const imageOptions =
    "-resize= -thumbnail= -scale= -sample= -crop= -extent= -gravity= -quality= -density= -depth= -colorspace= -type= -format= -geometry= -background= -fill= -stroke= -strokewidth= -font= -pointsize= -draw= -annotate= -rotate= -border= -bordercolor= -blur= -sharpen= -unsharp= -brightness-contrast= -modulate= -level= -gamma= -alpha= -channel= -compose= -define= -delay= -dispose= -loop= -size= -swap= -tile= -units= -profile=:r -set= -label= -limit= -write=:w -path=:O -metric= -fuzz= -threshold= -opaque= -transparent= -colors= -dither= -interlace= -sampling-factor= -layers= -shave= -splice= -chop= -page= -repage= -mask=:r -texture=:r -strip -auto-orient -flip -flop -trim -negate -normalize -append -flatten -monochrome -coalesce -verbose -quiet +repage +profile= +append";

  return [
    { names: "ffmpeg", options: ffmpegOptions, operands: "-* w", style: "words" },
    { names: "ffprobe ffplay", options: `${ffmpegOptions} -o=:o`, operands: "r", style: "words" },
    {
      names: "convert magick composite montage import conjure compare",
      options: imageOptions,
      operands: "r* w",
      style: "words",
    },
    { names: "mogrify", options: imageOptions, operands: "m*", style: "words" },
    { names: "identify", options: imageOptions, operands: "r*", style: "words" },
    { names: "gm", options: "-version", style: "words", operands: "- r* w" },
    {
      names:
        "sox soxi play rec lame flac oggenc opusenc cwebp dwebp pngquant optipng jpegoptim gifsicle svgo exiftool inkscape rsvg-convert pdftotext pdftoppm qpdf gs wkhtmltopdf weasyprint",
      options:
        "-o|--output|-output|--export-filename=:o -d|--dest|--dir|--output-dir=:O -i|--input= -q= -m= -f= -r= -b= -w= -h= -p= -s|--string= -z --quality= --speed= --ext= --strip-all -sOutputFile=:o -sDEVICE= -dNOPAUSE -dBATCH",
    },
    {
      names: "yt-dlp youtube-dl gallery-dl",
      options:
        "-o|--output=:o -P|--paths=:O -f|--format= -a|--batch-file=:r --exec=:sh --exec-before-download=:sh --downloader|--external-downloader=:x --external-downloader-args= --postprocessor-args|--ppa= --ffmpeg-location=:x --plugin-dirs=:r --config-locations|--config-location=:r --cookies=:m --cookies-from-browser= --cache-dir=:O --download-archive=:m --load-info-json=:r --proxy= --user-agent= --referer= --add-header|--add-headers= -u|--username= -p|--password= -2|--twofactor= --video-password= -r|--limit-rate|--rate-limit= -R|--retries= -N|--concurrent-fragments= -I|--playlist-items= --match-filter|--match-filters= --date= --sub-langs|--sub-lang= --sub-format= --convert-subs= --audio-format= --audio-quality= --merge-output-format= --remux-video= --recode-video= -S|--format-sort= -t|--preset-alias= --print|-O= --print-to-file= --extractor-args= --alias= --netrc-cmd=:sh -x|--extract-audio -k|--keep-video -q|--quiet -v|--verbose -s|--simulate -j|--dump-json -F|--list-formats -U|--update",
      operands: "h*",
    },
    {
      names: "hugo",
      options:
        "-s|--source=:cd -d|--destination=:O -c|--contentDir= -l|--layoutDir= -t|--theme= --themesDir= -b|--baseURL= -e|--environment= --config=:r --configDir=:r --cacheDir=:O -p|--port= --bind= --liveReloadPort= --logLevel= --memstats= --trace=:o --poll= --tlsCertFile=:r --tlsKeyFile=:r -D|--buildDrafts -E|--buildExpired -F|--buildFuture -w|--watch --gc --minify --cleanDestinationDir --ignoreCache --quiet -v|--verbose -M|--renderToMemory --disableFastRender --navigateToChanged --noBuildLock --panicOnWarning --printPathWarnings",
      style: "everywhere",
      sub: [
        "server serve",
        "build",
        "new",
        "mod",
        "deploy",
        "list",
        "config",
        "convert",
        "env",
        "gen",
        "import",
        "version",
        "completion",
      ].map((names): Row => ({
        names,
        options: "-k|--kind= --editor=:x --target= --maxDeletes= --confirm --dryRun --force -f|--force",
      })),
    },
    {
      names:
        "jekyll eleventy zola gatsby astro nuxt docusaurus gitbook mdbook quarto typst pdflatex xelatex lualatex latexmk tectonic latex bibtex asciidoctor",
      options:
        "-s|--source=:r -d|--destination|--dest-dir|-outdir|-output-directory|--outdir=:O -o|--output|--out-file=:o -c|--config=:r -r|--root|--require= -p|--port= -H|--host|-b|--backend|--baseurl= -u|--base-url= -a|--attribute= -jobname= -interaction= -shell-escape:! -e= -pdf -synctex= -halt-on-error --input= --formats= --to|-t= -M|--metadata= --font-path=:r --inputs=",
    },
  ];
}
