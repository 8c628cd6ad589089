# Persons only, small enough for any processor: depthwise convolutions, images of 320.
_base_ = './rtmdet_tiny_8xb32-300e_coco.py'

norm_cfg = dict(type='BN', eps=1e-5)
model = dict(
    backbone=dict(
        deepen_factor=0.33,
        widen_factor=0.25,
        use_depthwise=True,
        norm_cfg=norm_cfg,
        init_cfg=None),
    neck=dict(
        in_channels=[64, 128, 256],
        out_channels=64,
        num_csp_blocks=1,
        use_depthwise=True,
        norm_cfg=norm_cfg),
    bbox_head=dict(
        num_classes=1,
        in_channels=64,
        feat_channels=64,
        use_depthwise=True,
        share_conv=False,
        exp_on_reg=False,
        norm_cfg=norm_cfg),
    test_cfg=dict(score_thr=0.05, nms=dict(iou_threshold=0.6)))

test_pipeline = [
    dict(type='LoadImageFromFile', backend_args=_base_.backend_args),
    dict(type='Resize', scale=(320, 320), keep_ratio=True),
    dict(type='Pad', size=(320, 320), pad_val=dict(img=(114, 114, 114))),
    dict(type='LoadAnnotations', with_bbox=True),
    dict(
        type='PackDetInputs',
        meta_keys=('img_id', 'img_path', 'ori_shape', 'img_shape',
                   'scale_factor')),
]

metainfo = dict(classes=('person',))
train_dataloader = dict(dataset=dict(metainfo=metainfo))
val_dataloader = dict(
    dataset=dict(metainfo=metainfo, pipeline=test_pipeline))
test_dataloader = val_dataloader
